package io.plumbline.standalone.process;

import java.util.EnumSet;
import java.util.Set;

/** What a Plumbline process does; {@code serve} does all of it, larger installations run roles apart. */
public enum Role {
    /** Receives webhooks. */
    COLLECT,
    /** Normalises and computes facts and counters. */
    STREAM,
    /** Brings topics into ClickHouse. */
    LOAD,
    /** Serves pages. */
    DASHBOARDS;

    /** The roles without an HTTP port: what an import needs. */
    public static final Set<Role> PIPELINE = Set.copyOf(EnumSet.of(STREAM, LOAD));

    public static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));
}
