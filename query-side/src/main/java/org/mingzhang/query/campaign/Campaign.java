package org.mingzhang.query.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** 采集活动, as the view shows it. */
@Entity
@Immutable
@Table(name = "campaign")
public class Campaign {

    @Id
    private String campaign = "";

    private String college = "";
    private int year;
    private String edition = "";

    @Column(name = "academic_from")
    private LocalDate academicFrom = LocalDate.EPOCH;

    @Column(name = "academic_to")
    private LocalDate academicTo = LocalDate.EPOCH;

    @Column(name = "calendar_from")
    private LocalDate calendarFrom = LocalDate.EPOCH;

    @Column(name = "calendar_to")
    private LocalDate calendarTo = LocalDate.EPOCH;

    @ColumnTransformer(read = "parameters::text")
    private String parameters = "{}";

    @Column(name = "plan_sha256")
    private @Nullable String planSha256;

    @Column(name = "planned_at")
    private Instant plannedAt = Instant.EPOCH;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    private String state = "";
    private int round;

    @Column(name = "content_hash")
    private @Nullable String contentHash;

    private String[] signers = {};

    @Column(name = "presented_at")
    private @Nullable Instant presentedAt;

    @Column(name = "signed_at")
    private @Nullable Instant signedAt;

    private @Nullable String snapshot;
    private @Nullable String receipt;

    @Column(name = "submission_by")
    private @Nullable String submissionBy;

    @Column(name = "return_reason")
    private @Nullable String returnReason;

    @Column(name = "return_by")
    private @Nullable String returnBy;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "received_file")
    private @Nullable String receivedFile;

    @Column(name = "received_sha256")
    private @Nullable String receivedSha256;

    @Column(name = "received_from")
    private @Nullable String receivedFrom;

    @Column(name = "received_confirmed")
    private @Nullable Boolean receivedConfirmed;

    @Column(name = "received_by")
    private @Nullable String receivedBy;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    /** For the persistence provider. */
    protected Campaign() {}

    /** {@code 99001/2022}. */
    public String key() {
        return campaign;
    }

    public String college() {
        return college;
    }

    public int year() {
        return year;
    }

    public String edition() {
        return edition;
    }

    public LocalDate academicFrom() {
        return academicFrom;
    }

    public LocalDate academicTo() {
        return academicTo;
    }

    public LocalDate calendarFrom() {
        return calendarFrom;
    }

    public LocalDate calendarTo() {
        return calendarTo;
    }

    /** JSON. */
    public String parameters() {
        return parameters;
    }

    public @Nullable String planSha256() {
        return planSha256;
    }

    public Instant plannedAt() {
        return plannedAt;
    }

    public @Nullable Instant openedAt() {
        return openedAt;
    }

    /** PLANNED, OPEN, CHECKING, RECTIFYING, SIGNING, SIGNED, SUBMITTED or CLOSED. */
    public String state() {
        return state;
    }

    public int round() {
        return round;
    }

    public @Nullable String contentHash() {
        return contentHash;
    }

    public List<String> signers() {
        return List.of(signers);
    }

    public @Nullable Instant presentedAt() {
        return presentedAt;
    }

    public @Nullable Instant signedAt() {
        return signedAt;
    }

    public @Nullable String snapshot() {
        return snapshot;
    }

    public @Nullable String receipt() {
        return receipt;
    }

    /** Who recorded the submission; a second person confirms it. */
    /** Why the office wants what was submitted opened again; null unless it asked and nobody agreed yet. */
    public @Nullable String returnReason() {
        return returnReason;
    }

    public @Nullable String returnBy() {
        return returnBy;
    }

    public @Nullable String submissionBy() {
        return submissionBy;
    }

    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    /** Name of the file in which the whole year was received; null of a year that was collected here. */
    public @Nullable String receivedFile() {
        return receivedFile;
    }

    public @Nullable String receivedSha256() {
        return receivedSha256;
    }

    /** Where the file came from, in the words of who brought it. */
    public @Nullable String receivedFrom() {
        return receivedFrom;
    }

    /** Whether every file in it was found to be the one that its manifest names. */
    public @Nullable Boolean receivedConfirmed() {
        return receivedConfirmed;
    }

    public @Nullable String receivedBy() {
        return receivedBy;
    }

    public @Nullable Instant receivedAt() {
        return receivedAt;
    }
}
