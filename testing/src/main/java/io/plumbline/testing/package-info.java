/** testing. */
package io.plumbline.testing;
