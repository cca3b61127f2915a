import django.db.models.deletion
from django.db import migrations, models

# What `LiveState` says of each event, worked out from the rows that it is about.
NOW = """
CREATE VIEW timeline_livestate_now AS
    SELECT event.id AS event_id, shown.live_since, shown.withdrawn_at, shown.live_alone,
        CASE
            WHEN event.merged_into_id IS NOT NULL THEN NULL
            WHEN shown.live_since IS NULL THEN event.created_at
            WHEN shown.live_alone OR event.changed_at > shown.live_since THEN event.changed_at
        END AS waits_since,
        event.updated_at AS touched_at
    FROM (
        SELECT one.id, one.merged_into_id, one.created_at, one.updated_at,
            GREATEST(one.updated_at, (
                SELECT max(claim.updated_at) FROM timeline_eventclaim AS tie
                    JOIN claims_claim AS claim ON claim.id = tie.claim_id WHERE tie.event_id = one.id
            )) AS changed_at
        FROM timeline_event AS one
    ) AS event
    CROSS JOIN LATERAL (
        SELECT GREATEST(entries.known_at, gone.at) AS live_since, gone.at AS withdrawn_at,
            COALESCE(entries.alone, false) AS live_alone
        FROM (
            SELECT max(known_at) AS known_at, bool_or(single_person) FILTER (WHERE superseded_at IS NULL) AS alone
            FROM timeline_entry WHERE timeline_entry.event_id = event.id
        ) AS entries
        CROSS JOIN (
            SELECT max(at) AS at FROM timeline_withdrawal WHERE timeline_withdrawal.event_id = event.id
        ) AS gone
    ) AS shown;
"""

# The row is locked first and always, and worked out in a statement after that: whoever waited for the lock sees what
# the one before them changed, and who does not see a change is followed by the one who made it. Rows are locked by
# number, and after those of events and claims, which whoever fires a trigger holds already.
KEEP = """
CREATE FUNCTION timeline_keep_live_states(events bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO timeline_livestate (event_id, live_alone, touched_at)
        SELECT id, false, updated_at FROM timeline_event AS event
        WHERE id = ANY (events) AND NOT EXISTS (SELECT FROM timeline_livestate WHERE event_id = event.id)
        ORDER BY id ON CONFLICT (event_id) DO NOTHING;
    PERFORM FROM timeline_livestate WHERE event_id = ANY (events) ORDER BY event_id FOR NO KEY UPDATE;
    UPDATE timeline_livestate AS kept
        SET live_since = now.live_since, withdrawn_at = now.withdrawn_at, live_alone = now.live_alone,
            waits_since = now.waits_since, touched_at = now.touched_at
        FROM timeline_livestate_now AS now
        WHERE kept.event_id = ANY (events) AND now.event_id = kept.event_id
            AND (kept.live_since, kept.withdrawn_at, kept.live_alone, kept.waits_since, kept.touched_at)
                IS DISTINCT FROM (now.live_since, now.withdrawn_at, now.live_alone, now.waits_since, now.touched_at);
END $$;
"""

TRIGGERS = """
CREATE FUNCTION timeline_live_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_keep_live_states(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_live_new AFTER INSERT ON timeline_event
    FOR EACH ROW EXECUTE FUNCTION timeline_live_event();
CREATE TRIGGER timeline_live_changed AFTER UPDATE OF updated_at, created_at, merged_into_id ON timeline_event
    FOR EACH ROW WHEN ((OLD.updated_at, OLD.created_at, OLD.merged_into_id) IS DISTINCT FROM
        (NEW.updated_at, NEW.created_at, NEW.merged_into_id))
    EXECUTE FUNCTION timeline_live_event();

CREATE FUNCTION timeline_live_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_keep_live_states(ARRAY[NEW.event_id]);
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_live_published AFTER INSERT ON timeline_entry
    FOR EACH ROW EXECUTE FUNCTION timeline_live_part();
CREATE TRIGGER timeline_live_superseded AFTER UPDATE OF superseded_at ON timeline_entry
    FOR EACH ROW EXECUTE FUNCTION timeline_live_part();
CREATE TRIGGER timeline_live_withdrawn AFTER INSERT ON timeline_withdrawal
    FOR EACH ROW EXECUTE FUNCTION timeline_live_part();

CREATE FUNCTION timeline_live_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM timeline_keep_live_states(ARRAY[OLD.event_id]);
    ELSE
        -- A claim that is changed meanwhile does not see this tie, nor this tie its change: one waits for the other.
        PERFORM FROM claims_claim WHERE id = NEW.claim_id FOR SHARE;
        PERFORM timeline_keep_live_states(CASE TG_OP WHEN 'UPDATE' THEN ARRAY[OLD.event_id, NEW.event_id]
            ELSE ARRAY[NEW.event_id] END);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_live_tied AFTER INSERT OR DELETE OR UPDATE OF event_id, claim_id ON timeline_eventclaim
    FOR EACH ROW EXECUTE FUNCTION timeline_live_tie();

CREATE FUNCTION timeline_live_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_keep_live_states(ARRAY(SELECT event_id FROM timeline_eventclaim WHERE claim_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_live_claim AFTER UPDATE OF updated_at ON claims_claim
    FOR EACH ROW WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at) EXECUTE FUNCTION timeline_live_claim();
"""

UNDO = """
DROP TRIGGER timeline_live_claim ON claims_claim;
DROP TRIGGER timeline_live_tied ON timeline_eventclaim;
DROP TRIGGER timeline_live_withdrawn ON timeline_withdrawal;
DROP TRIGGER timeline_live_superseded ON timeline_entry;
DROP TRIGGER timeline_live_published ON timeline_entry;
DROP TRIGGER timeline_live_changed ON timeline_event;
DROP TRIGGER timeline_live_new ON timeline_event;
DROP FUNCTION timeline_live_claim, timeline_live_tie, timeline_live_part, timeline_live_event,
    timeline_keep_live_states;
DROP VIEW timeline_livestate_now;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0019_a_key_is_given_once'),
        ('timeline', '0009_translations_are_checked'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='LiveState',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='live_state', serialize=False, to='timeline.event')),
                ('live_since', models.DateTimeField(help_text='When it was last published or withdrawn; empty for never.', null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('live_alone', models.BooleanField(default=False, help_text='One person alone stands for what readers see of it.')),
                ('waits_since', models.DateTimeField(help_text='Since when readers do not see it as it stands: since it was written or, once published, last changed, itself or a claim of it; empty where they do, and for one that was merged into another.', null=True)),
                ('touched_at', models.DateTimeField(help_text="The event's updated_at.")),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [
                    models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['waits_since', 'event'], name='timeline_livestate_longest'),
                    models.Index(models.OrderBy(models.F('touched_at'), descending=True), models.OrderBy(models.F('event'), descending=True), condition=models.Q(('waits_since__isnull', False)), name='timeline_livestate_touched'),
                ],
            },
        ),
        migrations.RunSQL(NOW + KEEP + TRIGGERS, UNDO),
    ]
