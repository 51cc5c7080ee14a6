/** embedded. */
package io.plumbline.embedded;
