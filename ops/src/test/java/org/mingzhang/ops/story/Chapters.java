package org.mingzhang.ops.story;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Chapters of one story: once one fails, the later ones have no ground to stand on and are skipped. */
final class Chapters implements BeforeEachCallback, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Chapters.class);

    @Override
    public void beforeEach(ExtensionContext chapter) {
        var failed = story(chapter).get("failed", String.class);
        Assumptions.assumeTrue(failed == null, () -> "the story broke off at " + failed);
    }

    @Override
    public void afterTestExecution(ExtensionContext chapter) {
        if (chapter.getExecutionException().isPresent()) {
            story(chapter).put("failed", chapter.getDisplayName());
        }
    }

    private static ExtensionContext.Store story(ExtensionContext chapter) {
        return chapter.getParent().orElseThrow().getStore(HERE);
    }
}
