package org.mingzhang.ops.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.Directory.Person;
import org.mingzhang.events.org.Role;

/** Whom a line of the permission table may name. */
enum Who {
    /** 任何人, signed in or not. */
    EVERYONE("任何人", "anyone", null),
    /** 正在激活账号的人. */
    ACTIVATING("正在激活账号的人", "a person activating the account", null),
    /** 在职教职工: whoever works here; the share, the table or the campaign decides the rest. */
    STAFF("在职教职工", "a member of staff", null),
    /** 填报、审核、管理人员: a member of staff who may see data, so not a technician or administrator as such. */
    READER("填报、审核及管理人员", "those who fill in, review or supervise", null),
    /** 采集工作办公室. */
    OFFICE("采集工作办公室", "the collection office", Role.OFFICE),
    /** 学校领导. */
    LEADER("学校领导", "the school's leaders", Role.LEADER),
    /** 纪检监察处. */
    INSPECTOR("纪检监察处", "the inspection office", Role.INSPECTOR),
    /** 平台技术员. */
    TECHNICIAN("平台技术员", "the platform's technician", Role.TECHNICIAN),
    /** 系统管理员. */
    ADMINISTRATOR("系统管理员", "the administrator", Role.ADMINISTRATOR);

    private final String zh;
    private final String en;
    private final @Nullable Role role;

    Who(String zh, String en, @Nullable Role role) {
        this.zh = zh;
        this.en = en;
        this.role = role;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }

    /** The authority that a person with this role holds. */
    String authority() {
        return "ROLE_" + name();
    }

    boolean includes(Optional<Person> person) {
        return switch (this) {
            case EVERYONE -> true;
            case ACTIVATING -> false;
            case STAFF -> person.isPresent();
            case READER -> person.filter(Who::seesData).isPresent();
            default -> person.filter(each -> role != null && each.has(role)).isPresent();
        };
    }

    private static boolean seesData(Person person) {
        return person.roles().isEmpty()
                || person.roles().stream().anyMatch(held -> held != Role.TECHNICIAN && held != Role.ADMINISTRATOR);
    }
}
