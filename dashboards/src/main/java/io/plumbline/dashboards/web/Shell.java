package io.plumbline.dashboards.web;

/**
 * The frame around a page.
 *
 * @param title of the browser's tab, without the product's name
 * @param section entry of the navigation that is marked: overview, pulls, definitions or none
 * @param chart whether the page needs the chart library
 */
public record Shell(Site site, String title, String section, boolean chart) {

    public String current(String candidate) {
        return section.equals(candidate) ? "page" : null;
    }
}
