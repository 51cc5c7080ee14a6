/** ingest. */
package io.plumbline.ingest;
