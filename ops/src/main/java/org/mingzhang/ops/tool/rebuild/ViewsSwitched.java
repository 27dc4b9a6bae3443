package org.mingzhang.ops.tool.rebuild;

/** 视图已切换: the tables that people look at are others than before; whatever refers to them refers to the old ones. */
public record ViewsSwitched() {}
