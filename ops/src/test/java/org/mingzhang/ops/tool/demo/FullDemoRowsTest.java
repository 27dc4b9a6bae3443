package org.mingzhang.ops.tool.demo;

/** 示例数据 of a college as big as a real one keeps to the form as well. */
class FullDemoRowsTest extends DemoRowsTest {

    @Override
    DemoCollege.Size size() {
        return DemoCollege.Size.FULL;
    }
}
