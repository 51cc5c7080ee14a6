-- Who may ask the mart views in SQL, on a ClickHouse server of your own: a role, what a query may cost, how much a person may
-- ask. Run it once, as an administrator with access management, after Plumbline has created its tables; then 02-views.sql.
-- On a cluster add ON CLUSTER to each statement.

CREATE ROLE IF NOT EXISTS plumbline_analyst;

-- Reads the views and nothing else: no tables behind them, no SOURCES (url, file, s3, ..), no system tables beyond those that
-- everybody has.
GRANT SELECT ON mart.* TO plumbline_analyst;

-- readonly = 1 and never 2, which lets limits be lifted. What may be changed is changeable within its bounds, because
-- clients send it: Grafana max_execution_time, JDBC max_result_rows and result_overflow_mode, Metabase session_timezone,
-- browsers enable_http_compression, Tableau join_use_nulls, DBeaver output_format_binary_write_json_as_string, our console
-- limit and max_execution_time. Needs <settings_constraints_replace_previous>true</settings_constraints_replace_previous> in
-- the server's <access_control_improvements>.
CREATE SETTINGS PROFILE IF NOT EXISTS plumbline_analyst SETTINGS
    readonly = 1,
    max_execution_time = 30 MIN 1 MAX 120 CHANGEABLE_IN_READONLY,
    max_result_rows = 1000000 MIN 1 MAX 1000000 CHANGEABLE_IN_READONLY,
    result_overflow_mode = 'throw' CHANGEABLE_IN_READONLY,
    limit = 0 MIN 0 MAX 1000001 CHANGEABLE_IN_READONLY,
    session_timezone = 'UTC' CHANGEABLE_IN_READONLY,
    enable_http_compression = 1 CHANGEABLE_IN_READONLY,
    join_use_nulls = 0 CHANGEABLE_IN_READONLY,
    output_format_binary_write_json_as_string = 0 CHANGEABLE_IN_READONLY,
    max_memory_usage = 4000000000,
    max_temporary_data_on_disk_size_for_query = 10000000000,
    max_threads = 4,
    max_ast_elements = 10000,
    cancel_http_readonly_queries_on_client_close = 1
TO plumbline_analyst;

CREATE QUOTA IF NOT EXISTS plumbline_analyst KEYED BY user_name
    FOR INTERVAL 1 hour MAX queries = 600, execution_time = 900
TO plumbline_analyst;

-- The user of Plumbline's own SQL page: set plumbline.sql.user and plumbline.sql.password to it. Everybody who asks there is
-- this one user to ClickHouse, so its own quota is wide; the page counts per person (plumbline.sql.queries-per-hour, ..).
CREATE USER IF NOT EXISTS plumbline_console IDENTIFIED WITH sha256_password BY 'CHANGE-ME'
    DEFAULT ROLE plumbline_analyst
    SETTINGS PROFILE 'plumbline_analyst';

GRANT plumbline_analyst TO plumbline_console;

CREATE QUOTA IF NOT EXISTS plumbline_console KEYED BY user_name
    FOR INTERVAL 1 hour MAX queries = 20000, execution_time = 20000
TO plumbline_console;

-- One user per person who connects another program: query_log, quota and KILL QUERY are right only then.
CREATE USER IF NOT EXISTS ada_at_example IDENTIFIED WITH sha256_password BY 'CHANGE-ME'
    DEFAULT ROLE plumbline_analyst
    SETTINGS PROFILE 'plumbline_analyst';

GRANT plumbline_analyst TO ada_at_example;
