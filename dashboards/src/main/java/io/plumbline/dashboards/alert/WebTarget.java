package io.plumbline.dashboards.alert;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a webhook may lead. Whoever can enter an address could otherwise make this server talk to what only it reaches: itself,
 * the network behind it, a cloud's metadata. So each address that the name has must be a public one, at entering and again at
 * sending; the JDK's cache of names (30 seconds) makes the connection use the answer that was looked at. Redirects are not
 * followed.
 */
final class WebTarget {

    private WebTarget() {}

    /** @param privateAllowed the installation permits plain http and private addresses */
    static Optional<String> obstacle(String target, boolean privateAllowed) {
        URI url;
        try {
            url = URI.create(target);
        } catch (IllegalArgumentException e) {
            return Optional.of("It is no URL.");
        }
        boolean web = "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && privateAllowed);
        if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return Optional.of("Expected https://host/path, without user and fragment.");
        }
        if (privateAllowed) {
            return Optional.empty();
        }
        try {
            for (var address : InetAddress.getAllByName(url.getHost())) {
                if (!isPublic(address)) {
                    return Optional.of(url.getHost() + " is an address of this machine or of a private network.");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(url.getHost() + " is not known.");
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first != 0
                    && first < 240
                    && !(first == 100 && second >= 64 && second < 128)
                    && !(first == 192 && second == 0 && bytes[2] == 0)
                    && !(first == 198 && (second == 18 || second == 19));
        }
        // Only global unicast (2000::/3), without what wraps an IPv4 address: 6to4, Teredo.
        return address instanceof Inet6Address
                && (first & 0xe0) == 0x20
                && !(first == 0x20 && second == 0x02)
                && !(first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    }
}
