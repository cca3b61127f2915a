"""Who says what in English, without a tagger: closed classes of words, capitals and the order of a sentence."""
