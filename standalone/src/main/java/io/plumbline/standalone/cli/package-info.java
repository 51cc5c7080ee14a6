/**
 * In: the command line. Out: exit code 0 done, 1 failed, 2 usage or configuration. One class a command; the work is
 * done elsewhere.
 */
package io.plumbline.standalone.cli;
