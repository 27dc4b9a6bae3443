package org.mingzhang.ops.tool.retention;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** 保存期限: for those who answer for it; counts and times, never a value. */
@RestController
class RetentionController {

    /** Every class of data. */
    record Kinds(List<Retention.Kind> items) {}

    private final Retention retention;

    RetentionController(Retention retention) {
        this.retention = retention;
    }

    @GetMapping("/api/v1/retention")
    Kinds kinds() {
        return new Kinds(retention.kinds());
    }
}
