package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Query parameters as the four parallel C arrays that the engine takes, freed on close. */
final class NativeMap implements AutoCloseable {
    private final List<Memory> all = new ArrayList<>();
    private final int size;
    private final Memory names;
    private final Memory nameLengths;
    private final Memory values;
    private final Memory valueLengths;

    NativeMap(Map<String, String> parameters) {
        size = parameters.size();
        names = array();
        nameLengths = array();
        values = array();
        valueLengths = array();
        int index = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            put(names, nameLengths, index, parameter.getKey());
            put(values, valueLengths, index, parameter.getValue());
            index++;
        }
    }

    private Memory array() {
        Memory array = new Memory((long) Native.POINTER_SIZE * Math.max(1, size));
        all.add(array);
        return array;
    }

    private void put(Memory pointers, Memory lengths, int index, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory copy = new Memory(bytes.length + 1L);
        copy.write(0, bytes, 0, bytes.length);
        copy.setByte(bytes.length, (byte) 0);
        all.add(copy);
        pointers.setPointer((long) index * Native.POINTER_SIZE, copy);
        lengths.setLong((long) index * Native.POINTER_SIZE, bytes.length);
    }

    Pointer names() {
        return names;
    }

    Pointer nameLengths() {
        return nameLengths;
    }

    Pointer values() {
        return values;
    }

    Pointer valueLengths() {
        return valueLengths;
    }

    int size() {
        return size;
    }

    @Override
    public void close() {
        all.forEach(Memory::close);
    }
}
