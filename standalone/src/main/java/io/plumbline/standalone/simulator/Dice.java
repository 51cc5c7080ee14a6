package io.plumbline.standalone.simulator;

import java.util.List;

/**
 * A stream of random numbers that belongs to one decision of one entity.
 *
 * <p>SplitMix64, written out so that the bytes do not depend on the JDK's version. A fork depends on the key only, never
 * on how many numbers were drawn before, so a new decision or a raised rate does not reshuffle the others.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;
    private long state;

    private Dice(long key) {
        this.key = key;
        this.state = key;
    }

    static Dice of(long seed) {
        return new Dice(mix(seed + GOLDEN));
    }

    /** An independent stream for the named decision. */
    Dice fork(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return new Dice(mix(key ^ mix(hash)));
    }

    /** An independent stream for the n-th entity of a kind. */
    Dice fork(String name, long n) {
        Dice kind = fork(name);
        return new Dice(mix(kind.key + (n + 1) * GOLDEN));
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uses exactly one number, so that the answer is monotone in the probability. */
    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in [0, bound). */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Uniform in [low, high]. */
    long between(long low, long high) {
        return low + (long) (unit() * (high - low + 1));
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Index drawn in proportion to the weights. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = unit() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** Inverts one uniform number, so that the count is monotone in the mean. */
    int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > 500) {
            return (int) StrictMath.max(0, StrictMath.rint(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double left = unit();
        double probability = StrictMath.exp(-mean);
        int count = 0;
        while (left >= probability && count < 2_000) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    /** Negative binomial with this mean and variance mean + mean²/k, inverted from one uniform number. */
    int overdispersed(double mean, double k) {
        if (mean <= 0) {
            return 0;
        }
        double p = mean / (mean + k);
        double left = unit();
        double probability = StrictMath.exp(k * StrictMath.log(1 - p));
        int count = 0;
        while (left >= probability && count < 500) {
            left -= probability;
            probability *= p * (k + count) / (count + 1);
            count++;
        }
        return count;
    }

    /** Lower-case hexadecimal text of the wanted length. */
    String hex(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            long bits = next();
            for (int shift = 60; shift >= 0; shift -= 4) {
                text.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
            }
        }
        text.setLength(length);
        return text.toString();
    }

    /** A text of capital letters and digits, as vendors use for public ids. */
    String code(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789".charAt(below(34)));
        }
        return text.toString();
    }

    String uuid() {
        String hex = hex(32);
        return hex.substring(0, 8) + '-' + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-a"
                + hex.substring(17, 20) + '-' + hex.substring(20);
    }

    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
