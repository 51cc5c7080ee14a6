package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where a request comes from. */
final class Addresses {

    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int NETWORK_BYTES = 8;

    private final boolean forwardedFor;

    /** @param forwardedFor see {@link AccessSettings#forwardedFor} */
    Addresses(boolean forwardedFor) {
        this.forwardedFor = forwardedFor;
    }

    /** The peer's address, or the one that the trusted proxy has added last: earlier ones are the sender's own words. */
    String of(Context ctx) {
        var header = forwardedFor ? ctx.header("X-Forwarded-For") : null;
        if (header != null) {
            var last = header.substring(header.lastIndexOf(',') + 1).strip();
            if (NUMERIC.matcher(last).matches()) {
                return last;
            }
        }
        return ctx.ip();
    }

    /** What counts as one address when guesses are counted: a whole /64 of IPv6, because each of its owners has one. */
    static String network(String address) {
        var bare = address.replaceAll("[\\[\\]]|%.*", "");
        if (!bare.contains(":") || !NUMERIC.matcher(bare).matches()) {
            return address;
        }
        try {
            // A numeric address is not looked up.
            var bytes = InetAddress.getByName(bare).getAddress();
            return bytes.length == 4 ? bare : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64";
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
