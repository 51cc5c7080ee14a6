/**
 * In: files of deliveries or of GH Archive, one JSON object a line, and reports of AI vendors, one document a file or a
 * line; plain or gzipped. Out: raw events; bad lines as dead
 * letters. Remembers how far it came, and goes on from there after an interruption.
 *
 * <p>Not here: the command line and its progress bar, mapping of payloads.
 */
package io.plumbline.ingest.importing;
