package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.format.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The one picture of a mail: cycle time of 13 weeks with its band, 600 × 170 points at twice the pixels. Opaque, because
 * clients that darken a mail leave pictures as they are. Drawn without a screen.
 */
final class TrendPicture {

    static final int WIDTH = 600;
    static final int HEIGHT = 170;

    private static final int SCALE = 2;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 14;
    private static final int BOTTOM = 26;
    private static final Color INK = new Color(0x1B2026);
    private static final Color FAINT = new Color(0x5B6570);
    private static final Color GRID = new Color(0xE3E7EB);
    private static final Color LINE = new Color(0x0072B2);
    private static final Color BAND = new Color(0xD3E6F2);

    private final Trend trend;
    private final double top;
    private final Graphics2D g;

    private TrendPicture(Trend trend, Graphics2D g) {
        this.trend = trend;
        this.g = g;
        double largest = 0;
        for (var point : trend.points()) {
            if (point != null) {
                largest = Math.max(largest, point.upper());
            }
        }
        this.top = niceAbove(largest);
    }

    /** @param trend not empty */
    static byte[] png(Trend trend) {
        var image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.scale(SCALE, SCALE);
            new TrendPicture(trend, g).draw();
        } finally {
            g.dispose();
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a PNG into memory", e);
        }
        return out.toByteArray();
    }

    private void draw() {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        grid();
        int from = 0;
        while (from < trend.points().size()) {
            int to = from;
            while (to < trend.points().size() && trend.points().get(to) != null) {
                to++;
            }
            if (to > from) {
                run(from, to);
            }
            from = to + 1;
        }
        lastValue();
    }

    private void grid() {
        for (double share : new double[] {0, 0.5, 1}) {
            double y = y(top * share);
            g.setColor(GRID);
            g.setStroke(new BasicStroke(1));
            g.drawLine(LEFT, (int) Math.round(y), WIDTH - RIGHT, (int) Math.round(y));
            g.setColor(FAINT);
            var label = share == 0 ? "0" : trend.style().write(Numbers.hours(top * share));
            g.drawString(label, LEFT - 6 - g.getFontMetrics().stringWidth(label), (int) Math.round(y) + 4);
        }
        for (int i = 0; i < trend.weeks().size(); i += 2) {
            var label = (i == 0 ? "wk " : "") + trend.weeks().get(i).number();
            g.drawString(label, (int) x(i) - g.getFontMetrics().stringWidth(label) / 2, HEIGHT - 8);
        }
    }

    private void run(int from, int to) {
        var band = new Path2D.Double();
        band.moveTo(x(from), y(point(from).upper()));
        for (int i = from; i < to; i++) {
            band.lineTo(x(i), y(point(i).upper()));
        }
        for (int i = to - 1; i >= from; i--) {
            band.lineTo(x(i), y(point(i).lower()));
        }
        band.closePath();
        g.setColor(BAND);
        g.fill(band);
        var line = new Path2D.Double();
        line.moveTo(x(from), y(point(from).median()));
        for (int i = from + 1; i < to; i++) {
            line.lineTo(x(i), y(point(i).median()));
        }
        g.setColor(LINE);
        g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(line);
        for (int i = from; i < to; i++) {
            g.fill(new Ellipse2D.Double(x(i) - 2.5, y(point(i).median()) - 2.5, 5, 5));
        }
    }

    private void lastValue() {
        int last = trend.points().size() - 1;
        if (point(last) != null) {
            g.setColor(INK);
            g.setFont(g.getFont().deriveFont(Font.BOLD, 13));
            var label = trend.style().write(Numbers.hours(point(last).median()));
            double y = y(point(last).median()) - 9;
            g.drawString(label, WIDTH - RIGHT - g.getFontMetrics().stringWidth(label), (int) Math.max(TOP + 4, y));
        }
    }

    private Trend.Point point(int i) {
        return trend.points().get(i);
    }

    private double x(int i) {
        return LEFT + 10 + (WIDTH - LEFT - RIGHT - 24.0) * i / (trend.points().size() - 1);
    }

    private double y(double hours) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * hours / top;
    }

    private static double niceAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 0.1))));
        for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
