/** dashboards. */
package io.plumbline.dashboards;
