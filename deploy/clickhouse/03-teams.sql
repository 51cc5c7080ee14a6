-- People who see one team only: a role per team, here payments. Made from the migrations; run it again after an upgrade.
-- Views without a team are not granted. The first policy on a view hides it from everybody whom no policy names, so
-- analysts of all teams and Plumbline's own account get one that shows everything. Tried on no server here: see
-- docs/sql-access.md for how to check it on yours.

CREATE ROLE IF NOT EXISTS plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.adoption_week USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.adoption_week USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.adoption_week TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.chain USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.chain USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.chain TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.change_failure USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.change_failure USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.change_failure TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.comparison USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.comparison USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.comparison TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.correction USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.correction USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.correction TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.deployment USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.deployment USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.deployment TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.deployment_pull_request USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.deployment_pull_request USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.deployment_pull_request TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.dora USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.dora USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.dora TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.dora_daily USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.dora_daily USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.dora_daily TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.finding USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.finding USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.finding TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.findings USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.findings USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.findings TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.first_deployment USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.first_deployment USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.first_deployment TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.flow USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.flow USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.flow TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.flow_weekly USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.flow_weekly USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.flow_weekly TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.incident USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.incident USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.incident TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.incidents_per_pull_request USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.incidents_per_pull_request USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.incidents_per_pull_request TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.line_history USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.line_history USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.line_history TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.metric_daily USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.metric_daily USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.metric_daily TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.metric_daily_by_dimension USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.metric_daily_by_dimension USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.metric_daily_by_dimension TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.metric_final USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.metric_final USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.metric_final TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.open_pull_request USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.open_pull_request USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.open_pull_request TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.outcome USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.outcome USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.outcome TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.pull_request USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.pull_request USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.pull_request TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.recovery USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.recovery USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.recovery TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.repository_owner USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.repository_owner USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.repository_owner TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.restatement USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.restatement USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.restatement TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.revert USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.revert USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.revert TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.review_clock USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.review_clock USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.review_clock TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.review_load USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.review_load USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.review_load TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.rework USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.rework USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.rework TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.rework_rate USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.rework_rate USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.rework_rate TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.suggestion USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.suggestion USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.suggestion TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.suggestion_chain USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.suggestion_chain USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.suggestion_chain TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.team USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.team USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.team TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.team_member USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.team_member USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.team_member TO plumbline_team_payments;

CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart.usage_day USING 1 TO plumbline_analyst, plumbline;
CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart.usage_day USING team = 'payments' TO plumbline_team_payments;
GRANT SELECT ON mart.usage_day TO plumbline_team_payments;

ALTER SETTINGS PROFILE plumbline_analyst TO plumbline_analyst, plumbline_team_payments;
ALTER QUOTA plumbline_analyst TO plumbline_analyst, plumbline_team_payments;
