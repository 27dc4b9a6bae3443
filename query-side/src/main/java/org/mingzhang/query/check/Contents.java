package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.ShareHashes;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.table.Standing.TableAt;

/** 校验所读: what stood in a campaign at a position. */
final class Contents {

    private final Standing standing;
    private final Catalogues catalogues;
    private final RulesInForce rules;

    Contents(Standing standing, Catalogues catalogues, RulesInForce rules) {
        this.standing = standing;
        this.catalogues = catalogues;
        this.rules = rules;
    }

    /**
     * What is read of one campaign.
     *
     * @param catalogue its edition with the rules in force
     * @param tables all its tables, by number
     * @param entries of the tables that were read, by number
     * @param read of those tables, how much and its digest
     */
    record Content(
            Standing.Planned planned,
            Catalogue catalogue,
            ParameterValues parameters,
            SortedMap<String, TableAt> tables,
            Map<String, List<Standing.Entry>> entries,
            SortedMap<String, Held> read) {

        Check.Data data() {
            return Check.Data.of(catalogue, parameters, entries);
        }

        LastYear asLastYear() {
            return new LastYear(data().tables());
        }

        /** The same with other entries. */
        Content with(Map<String, List<Standing.Entry>> others) {
            return new Content(planned, catalogue, parameters, tables, others, read);
        }

        /** The same with other parameters. */
        Content with(ParameterValues others) {
            return new Content(planned, catalogue, others, tables, entries, read);
        }

        /** What it is apart from its entries. */
        Content bare() {
            return new Content(planned, catalogue, parameters, tables, Map.of(), new TreeMap<>());
        }

        /** Whether rules, parameters, tables and shares are the same. */
        @SuppressWarnings("ReferenceEquality") // the same rules in force are always the same object
        boolean isPlannedLike(Content other) {
            return catalogue == other.catalogue && planned.equals(other.planned) && tables.equals(other.tables);
        }

        boolean isFilled(String table) {
            var at = tables.get(table);
            return at != null && at.filled();
        }
    }

    /** What a filled table held: how many entries, and the digest over them. */
    record Held(int entries, String hash) {}

    /** All of it; empty if there is no such campaign. */
    Optional<Content> of(CampaignKey campaign, long position) {
        return standing.together(() -> plan(campaign, position).map(plan -> filled(plan, position, table -> true)));
    }

    /** What a campaign is apart from its entries; empty if there is none. */
    Optional<Content> plan(CampaignKey campaign, long position) {
        return standing.together(() -> standing.campaign(campaign, position)
                .map(planned -> new Content(
                        planned,
                        rules.at(campaign, catalogues.edition(planned.edition()), position),
                        ParameterValues.of(catalogues.edition(planned.edition()), planned.parameters()),
                        standing.tables(campaign, position),
                        Map.of(),
                        new TreeMap<>())));
    }

    /**
     * The same with the entries of some tables; call it inside the same {@link Standing#together}, for both to belong together.
     *
     * @param wanted by table number
     */
    Content filled(Content plan, long position, Predicate<String> wanted) {
        var entries = new HashMap<String, List<Standing.Entry>>();
        var read = new TreeMap<String, Held>();
        for (var table : plan.tables().values()) {
            var code = table.table().code();
            if (table.filled() && wanted.test(code)) {
                var all = new ArrayList<Standing.Entry>();
                var shares = new ShareHashes(table);
                standing.entries(table.table(), position, entry -> {
                    all.add(entry);
                    shares.add(entry);
                });
                entries.put(code, all);
                shares.table().ifPresent(hash -> read.put(code, new Held(all.size(), hash)));
            }
        }
        return new Content(plan.planned(), plan.catalogue(), plan.parameters(), plan.tables(), entries, read);
    }
}
