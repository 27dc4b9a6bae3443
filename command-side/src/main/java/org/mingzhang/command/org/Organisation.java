package org.mingzhang.command.org;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.guard.Posts;
import org.mingzhang.events.org.OrganisationEvent;

/** 组织机构: one college's departments, heads and staff. It keeps no name of a person, only a digest to see whether it changed. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Organisation {

    @AggregateIdentifier
    private @Nullable String college;

    private Map<String, RecordedDepartment> departments = new HashMap<>();
    private Map<String, RecordedMember> staff = new HashMap<>();

    /** For the framework, which makes an empty one and tells it its past. */
    public Organisation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterCollege register, Clock clock) {
        if (college != null) {
            throw new Refusal(Rule.ALREADY_SET_UP);
        }
        apply(new OrganisationEvent.CollegeRegistered(
                register.college(), register.name(), register.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    Imported handle(ImportDepartments list, Clock clock) {
        var plan = DepartmentImport.of(list, departments, staff);
        if (!list.preview()) {
            var at = BeijingTime.now(clock);
            plan.recorded(list, at).forEach(event -> apply(event));
            plan.closed(list, at, BeijingTime.dayOf(at)).forEach(event -> apply(event));
            apply(new OrganisationEvent.ImportClosed(list.college(), list.batch(), plan.size(), 0, 0, list.by(), at));
        }
        return plan.told();
    }

    @CommandHandler
    Imported handle(ImportStaff list, Clock clock, KeyedHash hash) {
        var plan = StaffImport.of(list, departments, staff, hash);
        if (!list.preview()) {
            var at = BeijingTime.now(clock);
            plan.recorded(list, at).forEach(event -> apply(event));
            plan.appointed(list, at).forEach(event -> apply(event));
            var left = plan.left(list, at, BeijingTime.dayOf(at));
            left.forEach(event -> apply(event));
            apply(new OrganisationEvent.ImportClosed(
                    list.college(), list.batch(), 0, plan.size(), left.size(), list.by(), at));
        }
        return plan.told();
    }

    @CommandHandler
    void handle(AppointHead appoint, Clock clock) {
        var department = departments.get(appoint.department());
        if (department == null || !department.open()) {
            throw new Refusal(Rule.NO_SUCH_DEPARTMENT, appoint.department());
        }
        mayHead(appoint.staffNo());
        appoint(appoint, BeijingTime.now(clock));
    }

    @CommandHandler
    void handle(Reorganise reorganise, Clock clock) {
        var into = reorganise.into();
        if (reorganise.from().isEmpty() || reorganise.from().contains(into.code())) {
            throw new Refusal(Rule.REORGANISATION_EMPTY);
        }
        for (var code : reorganise.from()) {
            if (departments.get(code) == null || !departments.get(code).open()) {
                throw new Refusal(Rule.NO_SUCH_DEPARTMENT, code);
            }
        }
        departments.forEach((code, known) -> {
            if (known.isCalled(into.name())
                    && !code.equals(into.code())
                    && !reorganise.from().contains(code)) {
                throw new Refusal(Rule.DEPARTMENT_NAME_TAKEN, into.name(), code);
            }
        });
        if (reorganise.document().isBlank()) {
            throw new Refusal(Rule.REASON_REQUIRED, 1);
        }
        var list = new ImportDepartments(reorganise.college(), "", List.of(into), false, true, reorganise.by());
        var plan = DepartmentImport.of(list, departments, staff);
        var head = reorganise.head();
        if (head != null) {
            mayHead(head);
        }
        var at = BeijingTime.now(clock);
        plan.recorded(list, at).forEach(event -> apply(event));
        apply(new OrganisationEvent.DepartmentsMerged(
                reorganise.college(),
                reorganise.from(),
                into.code(),
                BeijingTime.dayOf(at),
                reorganise.document(),
                reorganise.by(),
                at));
        if (head != null) {
            appoint(
                    new AppointHead(reorganise.college(), into.code(), head, reorganise.document(), reorganise.by()),
                    at);
        }
    }

    private void mayHead(String staffNo) {
        var member = staff.get(staffNo);
        if (member == null || !member.active()) {
            throw new Refusal(Rule.NO_SUCH_PERSON, staffNo);
        }
        if (!Posts.mayReview(member.post())) {
            throw new Refusal(Rule.HEAD_POST_NOT_ALLOWED, staffNo, member.post());
        }
    }

    /** Who heads it already is not appointed again. */
    private void appoint(AppointHead appoint, Instant at) {
        var previous =
                Objects.requireNonNull(departments.get(appoint.department())).head();
        if (!appoint.staffNo().equals(previous)) {
            apply(new OrganisationEvent.HeadAppointed(
                    appoint.college(),
                    appoint.department(),
                    appoint.staffNo(),
                    previous,
                    appoint.document(),
                    appoint.by(),
                    at));
        }
    }

    @EventSourcingHandler
    void on(OrganisationEvent.DepartmentsMerged merged) {
        merged.from().forEach(code -> departments.computeIfPresent(code, (same, known) -> known.closed()));
        staff.replaceAll(
                (staffNo, known) -> merged.from().contains(known.department()) ? known.of(merged.into()) : known);
    }

    @EventSourcingHandler
    void on(OrganisationEvent.CollegeRegistered registered) {
        college = registered.college();
    }

    @EventSourcingHandler
    void on(OrganisationEvent.DepartmentRecorded recorded) {
        departments.merge(
                recorded.department(), RecordedDepartment.of(recorded), (known, next) -> next.headedBy(known.head()));
    }

    @EventSourcingHandler
    void on(OrganisationEvent.DepartmentClosed closed) {
        departments.computeIfPresent(closed.department(), (code, known) -> known.closed());
    }

    @EventSourcingHandler
    void on(OrganisationEvent.StaffRecorded recorded) {
        staff.put(recorded.staffNo(), RecordedMember.of(recorded));
    }

    @EventSourcingHandler
    void on(OrganisationEvent.StaffLeft left) {
        staff.computeIfPresent(left.staffNo(), (staffNo, known) -> known.left());
        departments.replaceAll((code, known) -> left.staffNo().equals(known.head()) ? known.headedBy(null) : known);
    }

    @EventSourcingHandler
    void on(OrganisationEvent.HeadAppointed appointed) {
        departments.computeIfPresent(appointed.department(), (code, known) -> known.headedBy(appointed.staffNo()));
    }

    @EventSourcingHandler
    void on(OrganisationEvent.ImportClosed closed) {
        // the events before it said everything
    }
}
