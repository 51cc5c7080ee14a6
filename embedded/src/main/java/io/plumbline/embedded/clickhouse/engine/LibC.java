package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The three calls of the C library that an anonymous pipe takes. */
final class LibC {
    private static final int F_SETPIPE_SZ = 1031;

    static {
        Native.register(LibC.class, Platform.C_LIBRARY_NAME);
    }

    private LibC() {}

    static native int pipe(int[] readerAndWriter);

    static native int close(int descriptor);

    private static native int fcntl(int descriptor, int command, int argument);

    /** A hint: 64 KiB, the default, means sixteen times the context switches. Linux only. */
    static void widen(int descriptor, int bytes) {
        if (Platform.isLinux()) {
            fcntl(descriptor, F_SETPIPE_SZ, bytes);
        }
    }
}
