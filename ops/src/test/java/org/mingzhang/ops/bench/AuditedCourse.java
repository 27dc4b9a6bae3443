package org.mingzhang.ops.bench;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/** An entry of the table of courses as somebody would keep it with Hibernate Envers. */
@Entity
@Audited
class AuditedCourse {

    @Id
    Integer id;

    String code;
    String major;
    String name;
    String type;
    String property;
    String nature;
}
