create table about (format text not null);
create table measurements (key text primary key, settings text not null, units text not null, created text not null);
create table units (key text primary key, settings text not null, rows text not null, seconds real not null,
                    provenance text not null, finished text not null);
create table claims (key text primary key, owner text not null, since real not null);
insert into about values ('boundlab-runs-1');
insert into measurements values
  ('k', '{"units": [{"kind": "minimal sizes", "targets": ["x"]}, {"kind": "minimal sizes", "targets": ["y"]}]}',
   '["ka", "kb"]', '2026-01-01T00:00:00+00:00');
insert into units values ('ka', '{"kind": "minimal sizes", "targets": ["x"]}', '[{"N": 7}]', 1.5, '{"torch": "2"}',
                          '2026-01-01T00:00:01+00:00');
