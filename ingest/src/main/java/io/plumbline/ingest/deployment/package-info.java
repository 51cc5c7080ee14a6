/**
 * In: raw events of source {@code deployments}, our own format that any CI can report in. Out: deployment events.
 *
 * <p>Not here: GitHub's deployments (package {@code github}); which pull requests a deployment carries and whether it rolls
 * back (the deployment application).
 */
package io.plumbline.ingest.deployment;
