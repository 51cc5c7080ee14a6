/**
 * In: bytes of one JSON document. Out: its fields by type, with errors that name the field.
 *
 * <p>For payloads that come by the thousand, such as incidents. Not here: the streaming reader of GitHub's payloads, which
 * come by the million.
 */
package io.plumbline.ingest.json;
