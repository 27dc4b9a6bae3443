package org.mingzhang.ops.bench;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

/** Who changed something and when, as Hibernate Envers keeps it. */
@Entity
@RevisionEntity
class AuditedRevision {

    @Id
    @RevisionNumber
    Long id;

    @RevisionTimestamp
    long at;

    String who;
}
