package io.plumbline.dashboards.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/** Static files from this jar and its web jars, in memory, under names that change with their content. */
public final class Assets {

    static final String ROUTE = "/static/{hash}/{name}";
    private static final int HASH_LENGTH = 12;

    private static final class Asset {
        final String hash;
        final String type;
        final byte[] bytes;
        final byte[] zipped;
        final String url;

        Asset(String name, String type, byte[] bytes) throws IOException {
            this.hash = hash(bytes);
            this.type = type;
            this.bytes = bytes;
            this.zipped = zip(bytes);
            this.url = "/static/" + hash + "/" + name;
        }
    }

    private final Map<String, Asset> byName = new HashMap<>();

    public Assets() {
        own("app.css", "text/css; charset=utf-8");
        own("theme.js", "text/javascript; charset=utf-8");
        own("room.js", "text/javascript; charset=utf-8");
        own("app.js", "text/javascript; charset=utf-8");
        own("trend.js", "text/javascript; charset=utf-8");
        own("keys.js", "text/javascript; charset=utf-8");
        own("speed.js", "text/javascript; charset=utf-8");
        own("favicon.svg", "image/svg+xml");
        own("sql.js", "text/javascript; charset=utf-8");
        webJar("codemirror.js", "org.webjars.npm", "codemirror", "lib/codemirror.js");
        webJar("codemirror-sql.js", "org.webjars.npm", "codemirror", "mode/sql/sql.js");
        webJar("codemirror-hint.js", "org.webjars.npm", "codemirror", "addon/hint/show-hint.js");
        webJar("codemirror-sql-hint.js", "org.webjars.npm", "codemirror", "addon/hint/sql-hint.js");
        webJar("codemirror.css", "org.webjars.npm", "codemirror", "lib/codemirror.css");
        webJar("codemirror-hint.css", "org.webjars.npm", "codemirror", "addon/hint/show-hint.css");
        webJar("htmx.min.js", "org.webjars.npm", "htmx.org", "dist/htmx.min.js");
        webJar("echarts.js", "org.webjars", "echarts", "echarts.common.min.js");
    }

    private void own(String name, String type) {
        add(name, type, "/io/plumbline/dashboards/web/static/" + name);
    }

    /** The version is in the path; it is read from the jar, so that only the build file names it. */
    private void webJar(String name, String group, String artifact, String path) {
        var properties = new Properties();
        var file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (var in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The web jar " + artifact + " is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        var folder = "/META-INF/resources/webjars/" + artifact + "/" + properties.getProperty("version") + "/";
        add(name, (name.endsWith(".css") ? "text/css" : "text/javascript") + "; charset=utf-8", folder + path);
    }

    private void add(String name, String type, String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing static file " + resource);
            }
            byName.put(name, new Asset(name, type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    /** @throws IllegalArgumentException for a file that does not exist, so that a template's typo is found by its test */
    public String url(String name) {
        var asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("No static file " + name);
        }
        return asset.url;
    }

    void serve(Context ctx) {
        var asset = byName.get(ctx.pathParam("name"));
        if (asset == null || !asset.hash.equals(ctx.pathParam("hash"))) {
            throw new NotFoundResponse("No such file");
        }
        ctx.header("Cache-Control", "public, max-age=31536000, immutable");
        ctx.header("Vary", "Accept-Encoding");
        ctx.contentType(asset.type);
        if (acceptsGzip(ctx)) {
            ctx.header("Content-Encoding", "gzip");
            ctx.result(asset.zipped);
        } else {
            ctx.result(asset.bytes);
        }
    }

    private static boolean acceptsGzip(Context ctx) {
        var accepted = ctx.header("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
