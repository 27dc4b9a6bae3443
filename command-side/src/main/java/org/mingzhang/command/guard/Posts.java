package org.mingzhang.command.guard;

import java.util.Set;

/** 职务: which posts may never review. The plan (§3(五)) names secretaries and ordinary teachers. */
public final class Posts {

    private static final Set<String> ORDINARY = Set.of("教师", "普通教师", "专任教师", "任课教师", "辅导员", "干事", "职员");

    private Posts() {}

    /** Whether somebody with this post may head a department and so review for it. */
    public static boolean mayReview(String post) {
        return !post.isBlank() && !post.contains("秘书") && !ORDINARY.contains(post.strip());
    }
}
