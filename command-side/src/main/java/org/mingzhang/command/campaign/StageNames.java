package org.mingzhang.command.campaign;

import java.util.Map;
import org.mingzhang.events.campaign.Stage;

/** The stages' names for people. */
final class StageNames {

    private static final Map<Stage, String> CHINESE = Map.of(
            Stage.PLATFORM, "平台搭建及云端数据接收",
            Stage.SOURCE_TABLES, "源数据表采集与审核",
            Stage.COLLECTION, "阶段性数据采集",
            Stage.REVIEW, "阶段性数据审核",
            Stage.CHECKING, "数据逻辑性校验",
            Stage.LEADERS, "学校领导审核",
            Stage.SUBMISSION, "提交到教育部云空间");

    private StageNames() {}

    static String of(Stage stage) {
        return CHINESE.getOrDefault(stage, stage.name());
    }
}
