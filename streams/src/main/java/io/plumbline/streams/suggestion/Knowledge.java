package io.plumbline.streams.suggestion;

import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.review.ReviewRules;
import io.plumbline.streams.settings.Settings;
import java.util.function.Predicate;

/**
 * What the rules are computed with; immutable, and another one after each change of the configuration.
 *
 * @param isGenerated whether a path is of a generated file; comments on those do not count
 * @param review who reviews, and how they write severity and category
 */
record Knowledge(
        Attribution attribution,
        Directory directory,
        Predicate<String> isGenerated,
        Mailboxes mailboxes,
        ReviewRules review) {

    /** As the organisation has decided. */
    static Knowledge of(Settings settings) {
        var directory = settings.directory();
        return new Knowledge(
                settings.attribution(),
                directory,
                settings.work()::isGenerated,
                (provider, account, mail) -> directory
                        .personOfEmail(mail)
                        .filter(person -> person.equals(directory.personOf(provider, account)))
                        .isPresent(),
                settings.review());
    }

    /** Nothing is known to be generated, and nobody's address is known. */
    static Knowledge of(Attribution attribution, Directory directory) {
        return new Knowledge(attribution, directory, path -> false, Mailboxes.UNKNOWN, ReviewRules.standard());
    }
}
