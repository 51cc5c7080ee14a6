package io.plumbline.streams.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Adds news to a history. The result depends only on the set of events, never on their order or number: every field of a
 * comment is the least or greatest of what its events say. The pull request's fact and its commits are states, not events:
 * the last one counts.
 */
final class Histories {

    /**
     * Comments remembered of one pull request: those with the smallest ids, which are the oldest. Real ones have some tens.
     */
    static final int COMMENTS = 2_000;

    /** Pushes remembered of one pull request, the first ones. */
    static final int PUSHES = 2_000;

    static final Comparator<Sight> EARLIER =
            Comparator.comparingLong(Sight::getAt).thenComparing(Sight::getEvent);

    private static final Comparator<Said> NEWER = Comparator.comparingLong(Said::getUpdatedAt)
            .thenComparing(Said::getSeen, EARLIER)
            .thenComparing(Histories::fuller);
    private static final Comparator<Votes> NEWER_VOTES =
            Comparator.comparing(Votes::getSeen, EARLIER).thenComparing(Histories::fuller);
    private static final Comparator<Turn> NEWER_TURN =
            Comparator.comparing(Turn::getSeen, EARLIER).thenComparing(Histories::fuller);
    private static final Comparator<Push> PUSH_ORDER =
            Comparator.comparing(Push::getSeen, EARLIER).thenComparing(Histories::fuller);

    private Histories() {}

    /** @return whether the history changed; a redelivery changes nothing */
    static boolean add(SuggestionHistory history, News news) {
        if (news instanceof News.OfComment one) {
            return add(history, one.comment());
        } else if (news instanceof News.OfThread one) {
            return add(history, one.comment());
        } else if (news instanceof News.OfPush one) {
            return add(history, one.push());
        } else if (news instanceof News.OfPull one) {
            boolean changed = !one.pull().equals(history.getPull());
            history.setPull(one.pull());
            return changed;
        } else if (news instanceof News.OfCommits one) {
            boolean changed =
                    !one.commits().equals(history.getCommits()) || !one.files().equals(history.getFiles());
            history.setCommits(one.commits());
            history.setFiles(one.files());
            return changed;
        }
        throw new IllegalArgumentException("Nothing to add: " + news);
    }

    private static boolean add(SuggestionHistory history, Comment further) {
        var comments = history.getComments();
        int index = 0;
        while (index < comments.size() && comments.get(index).getId() < further.getId()) {
            index++;
        }
        if (index < comments.size() && comments.get(index).getId() == further.getId()) {
            return merge(comments.get(index), further);
        }
        if (index >= COMMENTS) {
            return false;
        }
        // Merged into a new one, so that what arrives first goes through the same rules as what arrives later.
        var comment = Comment.newBuilder().setId(further.getId()).build();
        merge(comment, further);
        comments.add(index, comment);
        if (comments.size() > COMMENTS) {
            comments.remove(comments.size() - 1);
        }
        return true;
    }

    private static boolean merge(Comment known, Comment further) {
        boolean changed = false;
        if (isLess(further.getCreatedAt(), known.getCreatedAt(), Comparator.naturalOrder())) {
            known.setCreatedAt(further.getCreatedAt());
            changed = true;
        }
        if (isLess(further.getSaid(), known.getSaid(), NEWER.reversed())) {
            known.setSaid(further.getSaid());
            known.setReadBy(null);
            changed = true;
        }
        if (isLess(further.getDeleted(), known.getDeleted(), EARLIER)) {
            known.setDeleted(further.getDeleted());
            changed = true;
        }
        if (isLess(further.getOutdated(), known.getOutdated(), EARLIER)) {
            known.setOutdated(further.getOutdated());
            changed = true;
        }
        if (isLess(further.getInPlaceAt(), known.getInPlaceAt(), Comparator.reverseOrder())) {
            known.setInPlaceAt(further.getInPlaceAt());
            changed = true;
        }
        if (isLess(further.getVotes(), known.getVotes(), NEWER_VOTES.reversed())) {
            known.setVotes(further.getVotes());
            changed = true;
        }
        if (isLess(further.getTurn(), known.getTurn(), NEWER_TURN.reversed())) {
            known.setTurn(further.getTurn());
            changed = true;
        }
        return changed;
    }

    /** Anything is less than nothing. */
    private static <T> boolean isLess(T further, T known, Comparator<? super T> order) {
        return further != null && (known == null || order.compare(further, known) < 0);
    }

    private static boolean add(SuggestionHistory history, Push push) {
        var pushes = history.getPushes();
        int index = pushes.size();
        while (index > 0 && PUSH_ORDER.compare(pushes.get(index - 1), push) >= 0) {
            index--;
        }
        if (index < pushes.size() && pushes.get(index).equals(push)) {
            return false;
        }
        var same = pushes.stream()
                .filter(known ->
                        known.getSeen().getEvent().equals(push.getSeen().getEvent()))
                .findFirst();
        if (same.isPresent()) {
            // Two copies that differ: the greater of the two, whichever came first.
            if (PUSH_ORDER.compare(push, same.get()) <= 0) {
                return false;
            }
            pushes.remove(same.get());
            return add(history, push);
        }
        if (index >= PUSHES) {
            return false;
        }
        pushes.add(index, push);
        if (pushes.size() > PUSHES) {
            pushes.remove(pushes.size() - 1);
        }
        return true;
    }

    static SuggestionHistory begin(String provider, String repo, int number) {
        return SuggestionHistory.newBuilder()
                .setProvider(provider)
                .setRepo(repo)
                .setNumber(number)
                .setComments(new ArrayList<>())
                .setPushes(new ArrayList<>())
                .setCommits(List.of())
                .build();
    }

    /** More stated fields first; then any order that does not depend on arrival. */
    private static int fuller(SpecificRecordBase left, SpecificRecordBase right) {
        int difference = Integer.compare(stated(left), stated(right));
        return difference != 0
                ? difference
                : left.equals(right) ? 0 : left.toString().compareTo(right.toString());
    }

    private static int stated(SpecificRecordBase record) {
        int count = 0;
        for (int i = 0; i < record.getSchema().getFields().size(); i++) {
            count += record.get(i) == null ? 0 : 1;
        }
        return count;
    }
}
