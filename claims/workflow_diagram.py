"""The workflow of claims as a picture, drawn from the table that the code obeys."""

from claims.enums import Stage
from claims.policies import TRANSITIONS


def workflow_document() -> str:
    """`docs/workflow.md`: a Mermaid state diagram and a table of the transitions, in Markdown."""
    lines = [
        "# The workflow of a claim",
        "",
        "Drawn by `manage.py draw_workflow` from `claims.policies.TRANSITIONS`; do not edit by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {Stage.DRAFT}",
    ]
    rows = ["| step | from | to | permission | conditions | reasons |", "| --- | --- | --- | --- | --- | --- |"]
    for transition in TRANSITIONS.values():
        sources = sorted(transition.sources, key=list(Stage).index)
        lines += [f"    {source} --> {transition.target}: {transition.name}" for source in sources]
        conditions = ", ".join(check.__name__.strip("_").replace("_", " ") for check in transition.conditions)
        rows.append(
            f"| {transition.name} | {', '.join(str(source.label) for source in sources)} | {transition.target.label}"
            f" | `{transition.permission}` | {conditions or '–'} | {'yes' if transition.needs_reasons else 'no'} |"
        )
    return "\n".join(
        [
            *lines,
            "```",
            "",
            *rows,
            "",
            "An edit of an approved claim, or of its evidence, is the step `change`: the approval covered other",
            "words. (Where it takes the last supporting passage away, the claim is a draft again.) An approved claim",
            "is *published* while an entry on the timeline has it as a statement. Retracted and dismissed claims",
            "cannot be edited before they are re-opened. `approve_alone` is for what cannot wait: readers are told",
            "that one person stands for it until somebody else has taken the step `confirm`.",
            "",
        ]
    )
