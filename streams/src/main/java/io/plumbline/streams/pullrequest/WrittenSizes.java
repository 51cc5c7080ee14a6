package io.plumbline.streams.pullrequest;

/**
 * Size of a pull request without generated files; null = unknown.
 *
 * <p>Files: those whose paths are known, unless the forge counts more. Lines: of the file list; where there is none, the
 * forge's own when no known file is generated, else those of the commits, but never more than the forge's.
 */
record WrittenSizes(Integer additions, Integer deletions, Integer files) {

    private static final WrittenSizes UNKNOWN = new WrittenSizes(null, null, null);

    /** @param stated as the forge says; its parts null when it does not */
    static WrittenSizes of(CommitReading reading, Sizes stated) {
        int known = reading.touched().paths().size();
        if (known == 0 || (stated.getChangedFiles() != null && known < stated.getChangedFiles())) {
            return UNKNOWN;
        }
        int files = known - reading.touched().generated().size();
        boolean complete = stated.getChangedFiles() != null && known == stated.getChangedFiles();
        if (complete && files == known && stated.getAdditions() != null && stated.getDeletions() != null) {
            return new WrittenSizes(stated.getAdditions(), stated.getDeletions(), files);
        }
        return new WrittenSizes(
                atMost(reading.writtenAdditions(), stated.getAdditions()),
                atMost(reading.writtenDeletions(), stated.getDeletions()),
                files);
    }

    private static Integer atMost(Integer lines, Integer bound) {
        return lines == null || bound == null ? lines : Integer.valueOf(Math.min(lines, bound));
    }
}
