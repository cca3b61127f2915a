"""How somebody stands on an issue on one day, looked up the plainest way: the twin of timeline.positions.deriving."""


def held(voices, day):
    """{stance: whether it still held at the end of the day} of what was held on it."""
    said = [voice for voice in voices if voice.day <= day]
    if not said:
        return {}
    last = max(voice.day for voice in said)
    found = {}
    for voice in said:
        if voice.day != last:
            continue
        gone = voice.ended is not None and voice.ended <= day
        if gone and last < day:
            continue  # taken back before this day
        found[voice.stance] = found.get(voice.stance, False) or not gone
    # Whatever was held until this morning is not: a statement of today has taken its place.
    return found


def since(voices, stance, day):
    """The day on which the stance that is held on a day was first said without a gap after it."""
    days = sorted({voice.day for voice in voices if voice.day <= day}, reverse=True)
    began = None
    for index, one in enumerate(days):
        saying = [voice for voice in voices if voice.day == one and voice.stance == stance]
        if not saying:
            break
        if index:
            after = days[index - 1]
            # It has to have lasted until the statement after it.
            if all(voice.ended is not None and max(voice.ended, one) < after for voice in saying):
                break
        began = one
    return began
