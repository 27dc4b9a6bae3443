-- 时段内的改动: versions are written in the order of their positions, so that a range of them lies together.
create index entry_version_moment on entry_version using brin (from_position) with (pages_per_range = 16);
