-- 追责时钟: what happened to a campaign's shares, without the thousands of entries between.
create index trail_campaign on trail (campaign, position)
    where kind not in ('table.entry-added', 'table.entry-amended', 'table.entry-removed', 'table.entry-confirmed');
