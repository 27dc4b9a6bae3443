package org.mingzhang.command.org;

import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;

/** 建校 — plan §3(三). */
class RegisteringACollegeTest extends AnOrganisation {

    final RegisterCollege register = new RegisterCollege(COLLEGE, "云岭示例护理高等专科学校（虚构）", "system");

    @Test
    void beginsAnOrganisation() {
        organisation.givenNoPriorActivity().when(register).expectEvents(registered);
    }

    @Test
    void isRefusedTheSecondTime() {
        organisation
                .given(registered)
                .when(register)
                .expectNoEvents()
                .expectException(Refused.with(Rule.ALREADY_SET_UP));
    }
}
