/** streams. */
package io.plumbline.streams;
