/** standalone. */
package io.plumbline.standalone;
