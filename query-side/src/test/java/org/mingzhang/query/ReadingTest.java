package org.mingzhang.query;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.security.Principal;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.query.table.ShareContents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of reads have in common: the story told into real views, and somebody who asks over HTTP. */
@SpringBootTest(classes = ReadingApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReadingTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    protected DataSource source;

    @Autowired
    protected ViewPositions positions;

    @Autowired
    protected ReadingApplication.Head head;

    @Autowired
    protected ReadingApplication.Records records;

    @Autowired
    protected ShareContents contents;

    protected MockMvc http;
    protected Story story;
    protected Telling telling;

    private static boolean told;

    /** How far the ledger was when the entries had been made, and when the share was approved. */
    protected static long entriesMade;

    protected static long approved;
    protected static long reopened;
    protected static String contentHash = "";
    private static Telling shared;

    @BeforeEach
    void theStoryIsTold() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        if (!told) {
            shared = new Telling(source, positions);
            story = new Story().theCollegeIsSetUp().theCampaignIsPlanned().entriesAreMade();
            entriesMade = tell(0);
            contentHash = contents.hash(Story.STAFF, "0201", entriesMade);
            story.theShareIsApproved(contentHash);
            approved = tell((int) entriesMade);
            story.theShareIsReopenedAndAmended();
            reopened = tell((int) approved);
            told = true;
        }
        telling = shared;
        records.all.clear();
        head.set(telling.position());
    }

    private long tell(int from) {
        var events = story.events();
        shared.tell(java.util.Arrays.copyOfRange(events, from, events.length));
        return shared.position();
    }

    protected ResultActions ask(String staffNo, String path, Object... variables) throws Exception {
        Principal reader = () -> staffNo;
        return http.perform(get("/api/v1" + path, variables).principal(reader));
    }

    protected JsonNode json(String staffNo, String path, Object... variables) throws Exception {
        var body = ask(staffNo, path, variables).andReturn().getResponse().getContentAsByteArray();
        return new JsonMapper().readTree(body);
    }

    protected JdbcTemplate sql() {
        return new JdbcTemplate(source);
    }
}
