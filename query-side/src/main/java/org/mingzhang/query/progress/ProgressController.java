package org.mingzhang.query.progress;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 进度 as readers see it: department × table × state, days left, whose turn it is; and each reader's own tasks. */
@RestController
@RequestMapping("/api/v1")
class ProgressController {

    /**
     * 部门进度.
     *
     * @param stages how many shares are at which stage
     * @param late how many let a date pass
     */
    record DepartmentProgress(
            String department, @Nullable String departmentName, Map<String, Long> stages, long shares, long late) {}

    record Progress(String campaign, List<DepartmentProgress> departments, List<ShareShown> shares) {}

    record Items<T>(List<T> items) {}

    private final Shares shares;
    private final Showing showing;
    private final Tasks tasks;
    private final Organisation organisation;
    private final Reads reads;

    ProgressController(Shares shares, Showing showing, Tasks tasks, Organisation organisation, Reads reads) {
        this.shares = shares;
        this.showing = showing;
        this.tasks = tasks;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/campaigns/{year}/progress")
    ResponseEntity<Progress> progress(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        var campaign = organisation.campaign(year);
        var shown = showing.shares(campaign, shares.of(campaign), reader, Language.asked(language));
        return Reads.ok(position).body(new Progress(campaign.toString(), departments(shown), shown));
    }

    @GetMapping("/me/tasks")
    ResponseEntity<Items<Tasks.Task>> tasks(
            Principal principal,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        long position = reads.now(minPosition, Views.PROGRESS);
        return Reads.ok(position).body(new Items<>(tasks.of(organisation.reader(principal), Language.asked(language))));
    }

    private static List<DepartmentProgress> departments(List<ShareShown> shares) {
        var byDepartment = shares.stream()
                .collect(Collectors.groupingBy(ShareShown::department, TreeMap::new, Collectors.toList()));
        return byDepartment.entrySet().stream()
                .map(entry -> new DepartmentProgress(
                        entry.getKey(),
                        entry.getValue().get(0).departmentName(),
                        entry.getValue().stream()
                                .collect(Collectors.groupingBy(ShareShown::stage, TreeMap::new, Collectors.counting())),
                        entry.getValue().size(),
                        entry.getValue().stream()
                                .filter(share -> !share.lateness().isEmpty())
                                .count()))
                .toList();
    }
}
