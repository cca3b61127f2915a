"""Own one-sentence statements of invented and real conflicts, labelled by hand; the second half after the rules stood.

Each: words of the cue and around it | verb | what was said | shape | at issue? | kind | stance | act | flags,
where the flags are n (negated), h (hedged), d (doubted by the article), and "-" is none.
"""

BEFORE = """
said | say | the bridge over the Lora collapsed at dawn | clause | - | fact | - | - | -
said | say | forty-one people were killed when a shell hit the market in Omdara | clause | - | fact | - | - | -
said | say | the convoy had not reached the camp | clause | - | fact | - | - | n
rejected | reject | the mediators' call for a pause | noun | y | position | rejects | reject | -
flatly rejected | reject | any talk of partition | noun | y | position | rejects | reject | -
ruled out | rule out | a meeting with the junta | noun | y | position | rejects | reject | -
refused | refuse | to hand over the port | infinitive | y | position | rejects | reject | -
said | say | his country would never accept foreign bases on its soil | clause | y | position | rejects | reject | n
said | say | the offer is a non-starter | clause | y | position | rejects | reject | -
accepted | accept | the African Union's roadmap | noun | y | position | accepts | agree | -
agreed to | agree to | a seven-day truce | noun | y | position | accepts | agree | -
agreed | agree | to open two crossings for aid trucks | infinitive | y | position | accepts | agree | -
said | say | his side was ready to sign the accord tomorrow | clause | y | position | accepts | agree | -
said | say | the movement would agree to a truce only if the siege is lifted first | clause | y | position | accepts_with_conditions | agree | -
accepted | accept | the plan on condition that observers come first | noun | y | position | accepts_with_conditions | agree | -
proposed | propose | a joint commission on the dam | noun | y | position | proposes | request | -
suggested | suggest | a corridor run by the United Nations | noun | y | position | proposes | request | -
demanded | demand | the immediate release of the crew | noun | y | position | demands | request | -
called for | call for | an arms embargo | noun | y | position | demands | request | -
urged | urge | both armies to pull back from the ridge | clause | y | position | demands | request | -
said | say | the militia must lay down its weapons | clause | y | position | demands | request | -
asked for | ask for | more air defence batteries | noun | y | position | demands | request | -
withdrew | withdraw | its earlier demand for a veto | noun | y | position | withdraws | concede | -
dropped | drop | the claim to the northern islands | noun | y | position | withdraws | concede | -
promised | promise | to rebuild the hospital | infinitive | - | commitment | - | agree | -
pledged | pledge | to send 200 artillery pieces | infinitive | - | commitment | - | aid | -
pledged | pledge | $40 million in food aid | noun | - | commitment | - | aid | -
vowed | vow | to free every captive | infinitive | - | commitment | - | agree | -
said | say | “We will reopen the airport on Friday” | quote | - | commitment | - | agree | -
said | say | the government will release 60 prisoners next week | clause | - | commitment | - | retreat | -
said | say | its troops would withdraw from the valley by Sunday | clause | - | commitment | - | retreat | -
said | say | he was ready to talk to the rebels | clause | y | position | accepts | consult | -
offered | offer | to host talks in Muscat | infinitive | - | commitment | - | consult | -
threatened | threaten | to close the strait | infinitive | - | threat | - | threaten | -
warned | warn | any ship that enters the zone will be destroyed | clause | - | threat | - | threaten | -
said | say | if the shelling goes on, the army will respond with force | clause | - | threat | - | threaten | -
said | say | Brussels will impose sanctions unless the vote is annulled | clause | y | threat | - | threaten | -
vowed | vow | to retaliate for the drone raid | infinitive | - | threat | - | threaten | -
announced | announce | sanctions on eleven banks | noun | y | fact | - | sanction | -
announced | announce | a partial mobilisation | noun | - | fact | - | mobilize | -
ordered | order | the mobilisation of 30,000 reservists | noun | - | fact | - | mobilize | -
predicted | predict | the front would collapse by spring | clause | - | prediction | - | - | -
expects | expect | fuel to run out within days | clause | - | prediction | - | - | -
said | say | the talks will probably drag on into May | clause | y | prediction | - | - | h
warned | warn | famine could spread to three provinces | clause | - | prediction | - | - | h
said | say | the harvest is going to fail | clause | - | prediction | - | - | -
condemned | condemn | the strike on the clinic | noun | - | opinion | - | accuse | -
accused | accuse | the junta of using banned munitions | noun | - | fact | - | accuse | -
blamed | blame | smugglers for the fire | noun | - | opinion | - | accuse | -
called | call | the election a farce | noun | - | opinion | - | accuse | -
praised | praise | the restraint of both sides | noun | - | opinion | - | support | -
said | say | “It was a disgraceful decision” | quote | - | opinion | - | accuse | -
believes | believe | the war cannot be won | clause | - | opinion | - | - | n
hopes | hope | the hostages are still alive | clause | - | opinion | - | - | -
backed | back | Kinshasa's request for observers | noun | y | position | accepts | support | -
welcomed | welcome | the exchange of prisoners | noun | y | position | accepts | support | -
endorsed | endorse | the draft treaty | noun | y | position | accepts | support | -
denied | deny | its jets had crossed the border | clause | - | fact | - | reject | n
claimed without evidence | claim | the ballots had been burned | clause | - | fact | - | - | d
falsely claimed | claim | the dam was empty | clause | - | fact | - | - | d
said in a claim that could not be independently verified | say | it had shot down six drones | clause | - | fact | - | - | d
said | say | the ship may have been hit by a mine | clause | - | fact | - | - | h
did not say | say | whether the envoy would travel | clause | - | fact | - | - | n
acknowledged | acknowledge | its soldiers had fired on the crowd | clause | - | fact | - | concede | -
apologised for | apologize for | the death of the two peacekeepers | noun | - | fact | - | concede | -
"""

AFTER = """
said | say | the ferry carried 212 passengers when it sank | clause | - | fact | - | - | -
reported | report | the reservoir had fallen to a tenth of its level | clause | - | fact | - | - | -
told reporters | tell | nobody had been arrested over the raid | clause | - | fact | - | - | n
turned down | turn down | the offer of a swap of territory | noun | y | position | rejects | reject | -
opposes | oppose | any change to the constitution | noun | y | position | rejects | reject | -
said | say | “There is nothing to discuss until the tanks leave” | quote | y | position | rejects | reject | -
said | say | the army would not withdraw from the plateau | clause | y | position | rejects | reject | n
said | say | we cannot accept a return to the old line | clause | y | position | rejects | reject | n
dismissed | dismiss | the report as fiction | noun | - | opinion | - | accuse | -
agreed to | agree to | a monitoring mission along the river | noun | y | position | accepts | agree | -
accepted | accept | an invitation to the summit | noun | y | position | accepts | agree | -
said | say | Tarsk supports the plan for a buffer zone | clause | y | position | accepts | support | -
said | say | the council is open to a longer pause provided that convoys pass | clause | y | position | accepts_with_conditions | agree | -
said | say | yes to the truce, but there are conditions | clause | y | position | accepts_with_conditions | agree | -
put forward | put forward | a three-stage plan for the coast | noun | y | position | proposes | request | -
proposes | propose | that both navies keep thirty miles apart | that | y | position | proposes | request | -
recommended | recommend | a freeze on new settlements | noun | y | position | proposes | request | -
insisted on | insist on | the return of all deportees | noun | y | position | demands | request | -
pushed for | push for | a seat at the table | noun | y | position | demands | request | -
said | say | the occupiers have to leave the islands | clause | y | position | demands | request | -
wants | want | guarantees from the guarantor states | noun | y | position | demands | request | -
demanded | demand | that the governor resign | that | y | position | demands | request | -
appealed | ask for | help with the wounded | noun | y | position | demands | request | -
abandoned | abandon | its insistence on a single currency | noun | y | position | withdraws | concede | -
pledged | pledge | to take in 5,000 refugees | infinitive | - | commitment | - | aid | -
promised | promise | that the inquiry will be public | that | - | commitment | - | agree | -
said | say | his government would supply ammunition through the winter | clause | - | commitment | - | aid | -
said | say | “We will hand over the hostages once the list is agreed” | quote | - | commitment | - | retreat | -
said | say | it would lift the curfew on Monday | clause | - | commitment | - | concede | -
assured | assure | donors that the money would reach the villages | clause | - | commitment | - | support | -
said | say | the alliance was prepared to negotiate with the council | clause | y | position | accepts | consult | -
invited | invite | both presidents to Geneva | noun | - | fact | - | consult | -
said | say | the two foreign ministers will meet in Doha on Sunday | clause | - | prediction | - | - | -
warned | warn | there would be severe consequences for the pilots | clause | - | threat | - | threaten | -
threatened | threaten | strikes on the refinery | noun | - | threat | - | threaten | -
said | say | “If they cross the river we will strike their bases” | quote | - | threat | - | threaten | -
said | say | the enemy will pay a price for this | clause | - | threat | - | threaten | -
said | say | his forces would shoot down any aircraft over the delta | clause | - | threat | - | threaten | -
vowed | vow | to crush the uprising | infinitive | - | threat | - | threaten | -
announced | announce | the expulsion of four diplomats | noun | - | fact | - | sanction | -
announced | announce | the release of nine fishermen | noun | - | fact | - | retreat | -
declared | declare | a state of emergency in the north | noun | - | fact | - | coerce | -
announced | announce | it had deployed two frigates to the gulf | clause | - | fact | - | mobilize | -
forecast | forecast | a shortage of wheat | noun | - | prediction | - | - | -
said | say | inflation will fall below nine percent | clause | - | prediction | - | - | -
fears | fear | the camp might be overrun | clause | - | prediction | - | - | h
said | say | the vote is unlikely to be held this year | clause | - | prediction | - | - | h
denounced | denounce | the blockade | noun | - | opinion | - | accuse | -
accused | accuse | Tarsk of stealing grain | noun | - | fact | - | accuse | -
alleged | allege | officers had taken bribes | clause | - | fact | - | accuse | d
criticised | criticise | the slow pace of the inquiry | noun | - | opinion | - | accuse | -
described | describe | the talks as useful | noun | - | opinion | - | - | -
said | say | “The verdict is a sham” | quote | - | opinion | - | accuse | -
said | say | the pilots had shown great courage | clause | - | opinion | - | support | -
thinks | think | the treaty was a mistake | clause | - | opinion | - | - | -
denied | deny | any role in the explosion | noun | - | fact | - | reject | n
said, without offering any proof | say | the mayor had fled abroad | clause | - | fact | - | - | d
said | say | the supposed spies had been tried in secret | clause | - | fact | - | - | d
did not rule out | rule out | a second round of strikes | noun | y | position | - | - | n
declined to say | say | how many soldiers had been lost | clause | - | fact | - | - | n
admitted | admit | the missile had gone astray | clause | - | fact | - | concede | -
said | say | the blaze was possibly caused by a drone | clause | - | fact | - | - | h
refused | refuse | to sign the final document | infinitive | y | position | rejects | reject | -
backed | back | the bid for membership | noun | y | position | accepts | support | -
"""
