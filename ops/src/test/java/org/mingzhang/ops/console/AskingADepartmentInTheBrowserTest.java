package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 领导提问 in a real browser: a leader asks a department about a figure, its head finds the question and answers, nobody else does. */
class AskingADepartmentInTheBrowserTest extends InABrowser {

    private static final String LEADER = "19950001";
    private static final String DEPARTMENT = "0201";
    private static final String FIGURE = "/console/2022/indicators?id=student_teacher_ratio";

    private final DemoCollege college = new DemoCollege();

    @Test
    void theHeadAnswersWhatTheLeaderAsked() {
        var head = college.head(DEPARTMENT);
        try (var leader = chromium.desk(server, LEADER);
                var asked = chromium.desk(server, head.staffNo());
                var other = chromium.desk(server, college.head("0202").staffNo())) {
            leader.open(FIGURE);
            leader.at("leader-ask").click();
            leader.at("leader-department").selectOption(DEPARTMENT);
            leader.at("leader-text").fill("贵系学生增加，教师为何没有增加？");
            leader.at("leader-go").click();
            leader.see(leader.at("leader-questions"), Pattern.compile(".*教师为何没有增加.*签审前必答.*等待答复.*"));

            asked.open("/console");
            asked.at("task-answer-leader").click();
            var answer = asked.page().locator("[data-testid^=answer-l-]");
            answer.fill("三名新教师九月到岗，未满一学期，不计入");
            asked.page().locator(".row:has([data-testid^=answer-l-]) button").click();
            asked.see(asked.at("leader-questions"), Pattern.compile(".*三名新教师九月到岗.*"));

            leader.open("/console/2022/signing");
            leader.see(leader.at("leader-questions"), Pattern.compile(".*三名新教师九月到岗.*" + head.name() + ".*"));
            leader.at("bell").click();
            leader.page().getByText("您的提问已答复：三名新教师九月到岗，未满一学期，不计入").waitFor();

            other.open("/console/2022/questions");
            other.see(other.at("leader-questions"), Pattern.compile(".*没有提问.*"));
            assertThat(leader.complaints()).isEmpty();
            assertThat(asked.complaints()).isEmpty();
        }
    }
}
