/** schemas. */
package io.plumbline.schema;
