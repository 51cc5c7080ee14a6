package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import java.util.List;

/**
 * What is known of a pull request, read by the rules.
 *
 * @param author null when the source does not say
 * @param headRef null when the source does not say
 * @param body by rules that may have been others: what no rule of today stands for is left out
 * @param commits all whose message is known, each once; their order does not matter
 */
public record Signs(
        Account author, String headRef, BodyEvidence body, List<String> labels, List<CommitEvidence> commits) {}
