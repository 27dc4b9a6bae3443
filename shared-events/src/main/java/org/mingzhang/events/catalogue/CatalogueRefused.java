package org.mingzhang.events.catalogue;

/** 目录有误: an edition that contradicts itself is not used at all. */
public final class CatalogueRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;
    private final String reason;

    public CatalogueRefused(String file, String place, String reason) {
        super("数据表目录有误：" + file + "，" + place + "：" + reason);
        this.file = file;
        this.place = place;
        this.reason = reason;
    }

    /** The file, as seen from the directory of editions. */
    public String file() {
        return file;
    }

    /** Line and key, as far as known. */
    public String place() {
        return place;
    }

    /** What is wrong, Chinese first. */
    public String reason() {
        return reason;
    }
}
