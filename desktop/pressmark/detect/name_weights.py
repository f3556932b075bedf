"""The weights of the features of `name_features`: made by `tests/bench/train_names.py`, not by hand.

Each feature has a weight for each of PER, LOC, ORG, MISC, in hundredths of a nat. Learned from halves of
WikiGold (Balasuriya, Ringland, Nothman, Murphy and Curran 2009), WNUT 2017 (Derczynski, Nichols, van Erp
and Limsopatham 2017) and the GUM corpus (Zeldes 2017), all CC BY 4.0, of which no sentence is kept here.
"""

WEIGHTS = """\
alone=EVENT -2 -1 -7 10 | alone=FAC -1 -13 -3 -2 | alone=GPE -1 -3 -4 -1 | alone=LOC -1 -3 -2 -1
alone=ORG -1 -53 21 -48 | alone=WORK_OF_ART -2 0 -2 -9 | alone_kind=building -2 8 17 -5 | alone_kind=event -6 -6 -18 0
alone_kind=events -2 0 -4 -3 | alone_kind=land -2 -9 -6 -8 | alone_kind=league -2 -7 17 9
alone_kind=military -1 -4 -13 -3 | alone_kind=organisation -2 -3 -36 -3 | alone_kind=party -1 -8 -2 -3
alone_kind=people -1 0 -4 -2 | alone_kind=person 47 -12 -53 -48 | alone_kind=persons -2 -2 18 -12
alone_kind=prize -2 0 -2 -9 | alone_kind=product -2 0 -2 -4 | alone_kind=products -1 0 -7 11
alone_kind=region -1 -3 -10 -3 | alone_kind=road -1 -3 -2 -1 | alone_kind=school -2 -1 29 -1
alone_kind=town -1 -6 -4 -1 | alone_kind=work -4 -1 -7 -10 | alone_kind=works -2 0 -2 -6 | before=" 16 1 -5 -22
before=' -10 -8 -4 39 | before=( -25 -4 16 -23 | before=, 19 18 12 21 | before=- -16 -29 -30 -19 | before=: 7 21 3 -12
before=; -50 8 10 15 | before=a -13 -17 -19 9 | before=against 12 3 19 -11 | before=an 18 -16 -12 -1
before=and 12 22 5 -4 | before=as 9 34 27 -5 | before=at -6 17 4 3 | before=between 17 9 -12 -12
before=by 33 -12 10 -10 | before=called -13 -9 -15 33 | before=dr. 12 0 0 0 | before=for 12 -15 -20 -16
before=from -2 2 3 11 | before=his -4 -4 -3 20 | before=in -47 22 -48 3 | before=its -1 15 -28 2
before=like 9 -5 -5 29 | before=my -4 14 -7 -4 | before=named -2 7 4 -2 | before=near -1 4 3 -1 | before=of -8 4 -9 9
before=on -13 9 -8 17 | before=or -3 -7 13 41 | before=over -2 14 7 1 | before=sir 11 0 0 0 | before=than 2 -2 -5 8
before=that 32 -21 10 -15 | before=the -19 54 72 37 | before=through -2 -8 13 11 | before=to -27 32 -6 49
before=under -1 14 -1 1 | before=when 5 -1 -3 -1 | before=where -1 0 13 -12 | before=with 25 7 9 -6
begins=The -24 -38 -12 -18 | begins=opener -48 -14 -75 -46 | behind=" -16 -2 -19 -8 | behind='s 7 -10 21 6
behind=( 14 12 33 47 | behind=) -21 3 22 41 | behind=, 22 15 25 19 | behind=- -19 31 -33 36 | behind=. 5 3 28 -12
behind=: 4 -23 -33 -49 | behind=; -21 7 -10 1 | behind=a -3 -2 -7 -7 | behind=and 16 13 12 -4 | behind=are -4 32 -6 -6
behind=at -12 55 -16 34 | behind=by -8 -1 -11 16 | behind=for -41 -23 -18 0 | behind=from 24 -4 -13 1
behind=had 10 -7 7 -3 | behind=has 6 5 14 16 | behind=have -1 1 -5 -3 | behind=in -5 0 50 28 | behind=is 10 25 -20 23
behind=of 37 -22 -21 -60 | behind=or -9 4 -4 30 | behind=said 3 -1 -1 -1 | behind=says 4 0 -1 -5
behind=that 26 -9 15 -10 | behind=the -7 -3 -1 -13 | behind=to 17 16 -16 6 | behind=told 12 0 -9 0
behind=was 33 16 -41 27 | behind=were -28 -8 6 20 | behind=when 14 1 -12 2 | behind=where 4 -14 18 -1
behind=which -3 1 -4 -10 | behind=who 22 -2 -10 -7 | behind=will -4 15 -13 4 | behind=with 6 -5 3 3
behind=would 14 -15 5 5 | bracket -2 -17 -11 -6 | bracket_alone -23 13 28 -18 | capitals=1 4 -14 -42 -34
capitals=2 -33 -23 -42 -54 | capitals=3 -30 14 33 26 | capitals=4 -8 30 61 -13 | capitals=5 -13 -6 16 33
capitals=6 12 -6 -34 49 | chance=LOC/0 -7 27 21 1 | chance=LOC/1 -16 37 -27 -3 | chance=LOC/2 6 -3 -51 1
chance=LOC/3 -4 -21 32 19 | chance=LOC/4 3 -7 11 -2 | chance=LOC/5 7 11 -13 -21 | chance=LOC/6 -13 49 37 -9
chance=MISC/0 -17 -36 -22 -25 | chance=MISC/1 -32 0 2 -1 | chance=MISC/2 -23 5 1 19 | chance=MISC/3 33 -17 18 78
chance=MISC/4 34 -8 -21 -32 | chance=MISC/5 -14 15 4 20 | chance=MISC/6 29 -2 -4 8 | chance=ORG/0 -3 -13 44 -37
chance=ORG/1 -22 -40 17 -26 | chance=ORG/2 -3 20 -20 -2 | chance=ORG/3 -2 -13 5 -8 | chance=ORG/4 37 -2 -12 27
chance=ORG/5 -1 0 -1 29 | chance=ORG/6 -24 1 15 -1 | chance=PER/0 -35 -72 -33 -29 | chance=PER/1 -34 -34 -21 3
chance=PER/2 -3 -12 -26 -16 | chance=PER/3 -22 29 -6 -16 | chance=PER/4 -4 -2 1 -19 | chance=PER/5 49 29 6 -1
chance=PER/6 19 19 -1 0 | chance_LOC 21 138 -7 -2 | chance_MISC 26 -46 11 94 | chance_ORG -30 11 76 -17
chance_PER 60 -18 -3 12 | cue:apposed=? 17 -16 -1 -17 | cue:apposed=band -2 -9 289 -10
cue:apposed=building -6 296 0 -1 | cue:apposed=company 0 -4 305 -1 | cue:apposed=event 0 0 0 300
cue:apposed=land 0 297 4 0 | cue:apposed=league 0 0 0 298 | cue:apposed=media 0 0 300 0
cue:apposed=military 0 0 300 0 | cue:apposed=organisation 0 0 300 0 | cue:apposed=party 0 0 300 0
cue:apposed=people 0 -1 3 298 | cue:apposed=person 278 -2 15 -2 | cue:apposed=prize 0 0 0 300
cue:apposed=product 0 0 0 300 | cue:apposed=region 0 299 0 -1 | cue:apposed=road -1 287 0 0
cue:apposed=school 0 0 300 0 | cue:apposed=ship 4 0 0 296 | cue:apposed=station 0 5 295 0 | cue:apposed=team 0 0 299 0
cue:apposed=town 0 301 0 0 | cue:apposed=water 0 300 0 0 | cue:apposed=website 0 0 0 300
cue:apposed=work 0 -4 -10 316 | cue:before=band -5 -1 328 -6 | cue:before=building -1 290 -3 -3
cue:before=company 9 -1 296 -2 | cue:before=event -1 0 0 277 | cue:before=events -1 -1 8 0
cue:before=land 0 279 -1 15 | cue:before=league 0 0 0 286 | cue:before=media 0 0 300 0 | cue:before=military 0 0 298 0
cue:before=organisation -1 0 288 0 | cue:before=party 0 0 297 0 | cue:before=people -2 0 10 291
cue:before=person 260 -4 -4 -4 | cue:before=persons 3 -5 9 -4 | cue:before=prize 0 0 0 300
cue:before=product -2 0 -1 254 | cue:before=region -1 297 -1 0 | cue:before=road -1 271 -1 -1
cue:before=school 0 0 296 0 | cue:before=ship 0 0 0 301 | cue:before=station 0 0 300 0 | cue:before=team -1 -1 310 -3
cue:before=town -3 302 -10 8 | cue:before=water -1 292 -1 -1 | cue:before=website -1 0 0 297
cue:before=work -3 -5 -9 321 | cue:before=works 0 0 0 -4 | cue:before_comma=band -24 -2 52 -27
cue:before_comma=building -1 11 -7 0 | cue:before_comma=event 13 0 -9 0 | cue:before_comma=military 3 0 -1 -3
cue:before_comma=party 3 0 0 -1 | cue:before_comma=person 17 -9 5 -11 | cue:before_comma=region -1 3 -9 -4
cue:before_comma=work -13 -1 -9 57 | cue:before_comma=works -9 -1 -1 15 | cue:before_of=building -3 -15 2 -13
cue:before_of=company 0 8 -1 0 | cue:before_of=event -3 -20 13 -5 | cue:before_of=league 0 0 -5 0
cue:before_of=organisation -2 -4 -5 2 | cue:before_of=person 4 3 16 -1 | cue:before_of=region -1 12 -3 -3
cue:before_of=school -1 22 -1 -2 | cue:before_of=station -1 15 2 -4 | cue:before_of=town -6 17 -13 -12
cue:before_of_the=building -3 -7 5 -11 | cue:before_of_the=military 0 -4 -6 -1 | cue:before_of_the=person -2 0 11 3
cue:before_of_the=product 0 18 -4 -3 | cue:before_of_the=works -1 6 -8 9 | cue:behind=band 0 -1 -6 -5
cue:behind=building 0 -1 -1 -13 | cue:behind=company -1 -1 -16 22 | cue:behind=companys -2 -5 30 -6
cue:behind=event -6 15 -6 -12 | cue:behind=events -1 -1 -19 4 | cue:behind=land -1 -4 -2 0
cue:behind=league -2 -3 11 4 | cue:behind=leagues 0 0 1 4 | cue:behind=military -1 0 0 6
cue:behind=organisation -4 -2 -12 -4 | cue:behind=people -1 0 -2 9 | cue:behind=person -8 -12 41 20
cue:behind=persons -2 -7 22 2 | cue:behind=prizes 0 -2 8 -2 | cue:behind=product -6 3 2 1
cue:behind=products -10 11 31 -11 | cue:behind=region -2 13 9 2 | cue:behind=regions -1 0 -2 -9
cue:behind=road -1 16 -4 -9 | cue:behind=team 0 -2 9 -18 | cue:behind=town -1 1 -4 -1 | cue:behind=website -1 -2 8 2
cue:behind=work -6 -2 12 27 | cue:behind=works 1 7 -2 3 | cue:bracket=band 0 0 300 0 | cue:bracket=building 0 300 0 0
cue:bracket=company 0 0 300 0 | cue:bracket=event 0 0 0 300 | cue:bracket=land 0 300 0 0
cue:bracket=league 0 0 0 300 | cue:bracket=media 0 0 300 0 | cue:bracket=military 0 0 300 0
cue:bracket=organisation 0 0 300 0 | cue:bracket=party 0 0 300 0 | cue:bracket=people 0 0 0 300
cue:bracket=person 300 0 0 0 | cue:bracket=prize 0 0 0 300 | cue:bracket=product 16 0 -3 288
cue:bracket=region 0 300 0 0 | cue:bracket=road 0 300 0 0 | cue:bracket=school 0 0 300 0 | cue:bracket=ship 0 0 0 300
cue:bracket=station 0 0 300 0 | cue:bracket=team 0 0 300 0 | cue:bracket=town 0 300 0 0 | cue:bracket=water 0 300 0 0
cue:bracket=website 0 0 0 300 | cue:bracket=work 0 0 0 300 | cue:is_a=? 12 10 -26 4 | cue:is_a=band 0 -2 298 7
cue:is_a=building -5 293 12 0 | cue:is_a=company -4 -1 288 0 | cue:is_a=event 0 0 0 301 | cue:is_a=land -1 302 -1 -1
cue:is_a=league 0 0 -1 301 | cue:is_a=media 0 0 300 0 | cue:is_a=military 0 0 301 0 | cue:is_a=organisation 0 0 299 0
cue:is_a=party 0 0 300 0 | cue:is_a=people 0 0 0 300 | cue:is_a=person 295 0 -1 -1 | cue:is_a=prize 0 0 0 300
cue:is_a=product 0 0 12 289 | cue:is_a=region 0 300 0 0 | cue:is_a=road -1 306 -3 0 | cue:is_a=school 0 0 300 0
cue:is_a=ship 0 0 0 300 | cue:is_a=station 0 0 301 0 | cue:is_a=team 3 0 298 0 | cue:is_a=town -2 312 -2 -1
cue:is_a=water 0 300 0 0 | cue:is_a=website 0 0 0 300 | cue:is_a=work -11 7 -1 316
cue:possesses=building -1 -1 -11 -3 | cue:possesses=military 9 -3 -1 0 | cue:possesses=person 13 -7 -14 -3
cue:possesses=work 15 -2 -3 -3 | cue:such=bands 0 0 300 0 | cue:such=buildings 0 300 0 0 | cue:such=companys 0 0 300 0
cue:such=events 0 0 0 300 | cue:such=lands 0 300 0 0 | cue:such=leagues 0 0 0 300 | cue:such=medias 0 0 300 0
cue:such=militarys 0 0 300 0 | cue:such=organisations 0 0 300 0 | cue:such=partys 0 0 300 0
cue:such=peoples 0 0 0 300 | cue:such=persons 304 0 -2 -1 | cue:such=prizes 0 0 0 300 | cue:such=products 0 0 0 300
cue:such=regions 0 300 0 0 | cue:such=roads 0 300 0 0 | cue:such=schools 0 0 300 0 | cue:such=ships 0 0 0 300
cue:such=stations 0 0 300 0 | cue:such=teams 0 0 300 0 | cue:such=towns 0 300 0 0 | cue:such=waters 0 300 0 0
cue:such=websites 0 0 0 300 | cue:such=works 0 0 0 301 | designation -4 -3 12 44 | digit -91 -75 -54 101
dot -5 -30 -5 -72 | elsewhere:apposed=? 59 -40 -30 23 | elsewhere:apposed=band -4 -1 210 -1
elsewhere:apposed=building 0 200 0 0 | elsewhere:apposed=company 0 0 200 0 | elsewhere:apposed=event 0 0 0 200
elsewhere:apposed=land 0 200 0 0 | elsewhere:apposed=league 0 0 0 200 | elsewhere:apposed=media 0 0 200 0
elsewhere:apposed=military 0 0 200 0 | elsewhere:apposed=organisation 0 0 200 0 | elsewhere:apposed=party 0 0 200 0
elsewhere:apposed=people 0 -2 5 198 | elsewhere:apposed=person 171 -1 -1 -2 | elsewhere:apposed=prize 0 0 0 200
elsewhere:apposed=product 0 0 0 200 | elsewhere:apposed=region 0 200 0 0 | elsewhere:apposed=road 0 200 0 0
elsewhere:apposed=school 0 0 200 0 | elsewhere:apposed=ship 0 0 0 200 | elsewhere:apposed=station 0 5 196 0
elsewhere:apposed=team 0 0 205 -4 | elsewhere:apposed=town 0 205 -5 0 | elsewhere:apposed=water 0 200 0 0
elsewhere:apposed=website 0 0 0 200 | elsewhere:apposed=work 0 -1 -2 202 | elsewhere:apposed=works -1 9 -3 -1
elsewhere:before=band -32 -5 228 3 | elsewhere:before=building -2 198 -16 -1 | elsewhere:before=company 20 -1 200 -2
elsewhere:before=event -34 0 0 224 | elsewhere:before=events -1 -3 19 -1 | elsewhere:before=land -2 180 -1 -10
elsewhere:before=league 0 0 0 196 | elsewhere:before=media 0 0 200 0 | elsewhere:before=military 0 0 200 0
elsewhere:before=organisation -1 6 177 -6 | elsewhere:before=party -2 0 194 0 | elsewhere:before=people -4 0 57 183
elsewhere:before=person 166 -8 29 -5 | elsewhere:before=prize 0 0 0 200 | elsewhere:before=product -25 -2 -8 233
elsewhere:before=region 0 198 -1 0 | elsewhere:before=road -2 168 0 -9 | elsewhere:before=school 0 0 198 0
elsewhere:before=ship -5 -5 -6 220 | elsewhere:before=station 0 0 200 0 | elsewhere:before=team 0 0 200 0
elsewhere:before=town -1 176 7 -5 | elsewhere:before=water -2 174 2 -9 | elsewhere:before=website -1 0 -1 196
elsewhere:before=work -4 -1 27 205 | elsewhere:before_comma=band -15 -2 26 -5
elsewhere:before_comma=building -2 9 -4 0 | elsewhere:before_comma=event 28 -2 12 -3
elsewhere:before_comma=land -2 0 -1 -6 | elsewhere:before_comma=league 4 -9 -1 -5
elsewhere:before_comma=military 17 0 -1 -16 | elsewhere:before_comma=person -19 -8 23 -9
elsewhere:before_comma=region -1 19 -14 -10 | elsewhere:before_comma=ship -2 -3 -6 15
elsewhere:before_comma=website -17 0 0 -1 | elsewhere:before_comma=work -2 -1 -6 20
elsewhere:before_comma=works -1 0 0 10 | elsewhere:before_of=building -2 -16 33 -8
elsewhere:before_of=event 8 6 12 -11 | elsewhere:before_of=league -1 -14 -11 0 | elsewhere:before_of=leagues 0 0 -5 0
elsewhere:before_of=organisation -2 -3 -7 -4 | elsewhere:before_of=party 0 14 -1 0
elsewhere:before_of=person -5 12 -18 16 | elsewhere:before_of=school 0 17 11 -1 | elsewhere:before_of=team 0 -20 -5 -1
elsewhere:before_of=town -29 58 -23 -22 | elsewhere:before_of_the=building -4 -5 13 -18
elsewhere:before_of_the=league -2 9 -24 24 | elsewhere:before_of_the=military 0 -9 -4 -3
elsewhere:before_of_the=militarys 0 -6 11 -2 | elsewhere:before_of_the=person -6 -9 39 -22
elsewhere:before_of_the=persons 0 -1 8 -5 | elsewhere:before_of_the=product 0 59 -15 -12
elsewhere:before_of_the=team -1 -3 23 -7 | elsewhere:before_of_the=works 0 54 -21 -3
elsewhere:behind=buildings 0 -4 30 -6 | elsewhere:behind=company 0 0 0 13 | elsewhere:behind=event -4 -34 3 5
elsewhere:behind=events 0 -3 -31 18 | elsewhere:behind=league -3 5 3 18 | elsewhere:behind=leagues -1 -32 9 11
elsewhere:behind=organisation -13 0 -5 -1 | elsewhere:behind=people -1 0 0 27 | elsewhere:behind=peoples 0 0 0 26
elsewhere:behind=person -22 66 60 -22 | elsewhere:behind=persons -14 -34 51 -28 | elsewhere:behind=prizes -1 -4 -2 -9
elsewhere:behind=product -16 47 -21 2 | elsewhere:behind=products 13 56 -30 -12 | elsewhere:behind=regions -1 0 -2 4
elsewhere:behind=road -11 2 -9 -6 | elsewhere:behind=school -2 -25 -3 -3 | elsewhere:behind=town -4 -3 -6 -4
elsewhere:behind=website -1 -5 8 13 | elsewhere:behind=work -12 32 -3 28 | elsewhere:behind=works 0 51 -12 -11
elsewhere:bracket=band 0 0 200 0 | elsewhere:bracket=building 0 200 0 0 | elsewhere:bracket=company 0 0 200 0
elsewhere:bracket=event 0 0 0 200 | elsewhere:bracket=land 0 200 0 0 | elsewhere:bracket=league 0 0 0 200
elsewhere:bracket=media 0 0 200 0 | elsewhere:bracket=military 0 0 200 0 | elsewhere:bracket=organisation 0 0 200 0
elsewhere:bracket=party 0 0 200 0 | elsewhere:bracket=people 0 0 0 200 | elsewhere:bracket=person 200 0 0 0
elsewhere:bracket=prize 0 0 0 200 | elsewhere:bracket=product 16 0 -6 192 | elsewhere:bracket=region 0 200 0 0
elsewhere:bracket=road 0 200 0 0 | elsewhere:bracket=school 0 0 200 0 | elsewhere:bracket=ship 0 0 0 200
elsewhere:bracket=station 0 0 200 0 | elsewhere:bracket=team 0 0 200 0 | elsewhere:bracket=town 0 200 0 0
elsewhere:bracket=water 0 200 0 0 | elsewhere:bracket=website 0 0 0 200 | elsewhere:bracket=work 0 0 0 200
elsewhere:by -1 55 -45 -17 | elsewhere:in -1 45 -19 -9 | elsewhere:is_a=? 24 30 -50 26
elsewhere:is_a=band -1 -30 207 11 | elsewhere:is_a=building 60 158 5 -6 | elsewhere:is_a=company -2 -1 205 -1
elsewhere:is_a=event -1 -1 -6 222 | elsewhere:is_a=land 0 205 -5 -1 | elsewhere:is_a=league 0 0 -1 201
elsewhere:is_a=media 0 0 200 0 | elsewhere:is_a=military 0 0 201 0 | elsewhere:is_a=organisation -1 -1 161 -2
elsewhere:is_a=party 0 0 200 0 | elsewhere:is_a=people 0 0 0 200 | elsewhere:is_a=person 176 -3 -4 -4
elsewhere:is_a=prize 0 0 0 200 | elsewhere:is_a=product -1 -1 16 178 | elsewhere:is_a=region 0 200 0 0
elsewhere:is_a=road 0 202 -1 0 | elsewhere:is_a=school 0 0 200 0 | elsewhere:is_a=ship 0 0 0 200
elsewhere:is_a=station 0 0 217 0 | elsewhere:is_a=team 2 0 192 -2 | elsewhere:is_a=town -6 218 -2 -2
elsewhere:is_a=water 0 200 0 0 | elsewhere:is_a=website 0 0 0 200 | elsewhere:is_a=work -14 4 -2 218
elsewhere:possesses=military 22 -11 -2 -2 | elsewhere:possesses=person 42 -7 3 -14
elsewhere:possesses=work 50 -2 -4 -11 | elsewhere:speaks 15 -57 37 -7 | elsewhere:such=bands 0 0 200 0
elsewhere:such=buildings 0 200 0 0 | elsewhere:such=companys 0 0 200 0 | elsewhere:such=events 0 0 0 200
elsewhere:such=lands 0 200 0 0 | elsewhere:such=leagues 0 0 0 200 | elsewhere:such=medias 0 0 200 0
elsewhere:such=militarys 0 0 200 0 | elsewhere:such=organisations 0 0 200 0 | elsewhere:such=partys 0 0 200 0
elsewhere:such=peoples 0 0 0 200 | elsewhere:such=persons 200 0 0 0 | elsewhere:such=prizes 0 0 0 200
elsewhere:such=products 0 0 0 200 | elsewhere:such=regions 0 200 0 0 | elsewhere:such=roads 0 200 0 0
elsewhere:such=schools 0 0 200 0 | elsewhere:such=ships 0 0 0 200 | elsewhere:such=stations 0 0 200 0
elsewhere:such=teams 0 0 200 0 | elsewhere:such=towns 0 200 0 0 | elsewhere:such=waters 0 200 0 0
elsewhere:such=websites 0 0 0 200 | elsewhere:such=works 0 0 0 200 | elsewhere:the -10 54 44 48
ends_in_joiner -18 -16 10 -39 | every -60 -43 -44 -44 | first=EVENT 0 -1 -6 31 | first=ORG 0 35 -5 -3
first_name 22 25 -18 2 | has=& -2 -6 -2 -13 | has=: -31 -11 -28 -49 | has=and -11 50 19 -21 | has=of -18 23 58 35
hyphen 19 -26 -21 39 | in_quotes -10 -35 -31 -51 | joined_before=& 16 -1 -8 -9 | joined_before=and 20 32 7 2
joined_before=of -32 -7 8 -42 | joined_behind=& 9 -2 -2 -5 | joined_behind=and 19 -12 7 9
joined_behind=of 18 -7 6 -32 | kind_of=building -2 40 8 -20 | kind_of=company 0 0 -3 0 | kind_of=event -3 -3 -16 64
kind_of=league 0 -1 11 0 | kind_of=organisation 0 -3 31 -2 | kind_of=party 0 0 4 0 | kind_of=person -1 -1 -5 -17
kind_of=products 0 0 -1 7 | kind_of=region 0 18 -8 -1 | kind_of=school 0 -25 20 -3 | kind_of=station 0 -7 -1 0
kind_of=team 0 -1 -10 0 | kind_of=town 0 21 -2 -1 | large_before -90 -69 -64 -98 | large_before=NNP -63 -96 -73 -81
large_before=other -28 28 9 -17 | large_behind -83 -26 -64 -85 | large_behind=NNP -44 -13 -31 -22
large_behind=other -39 -12 -33 -63 | last=EVENT -7 -5 -31 86 | last=FAC -24 48 46 -37 | last=GPE -2 33 -12 -3
last=LAW -2 -1 -4 20 | last=LOC -13 26 2 -7 | last=ORG -31 25 87 -89 | last=WORK_OF_ART -5 -4 -27 52
last_kind=band -5 -3 21 -6 | last_kind=building -38 72 47 -43 | last_kind=buildings 0 -1 5 -2
last_kind=company -16 -9 37 -4 | last_kind=event -4 -17 -66 77 | last_kind=land -24 25 20 0
last_kind=league -3 -15 7 11 | last_kind=leagues -1 0 -4 16 | last_kind=media -1 -1 5 0
last_kind=military -4 11 19 -11 | last_kind=organisation -12 -12 -45 -24 | last_kind=party -1 -13 44 -7
last_kind=person 53 -20 -33 -51 | last_kind=persons -2 -1 8 -8 | last_kind=prize -4 -2 -11 33
last_kind=prizes 0 -2 -17 24 | last_kind=product -2 -2 -5 -6 | last_kind=products -1 0 -7 -2
last_kind=region -8 -10 27 -16 | last_kind=regions -4 11 10 -5 | last_kind=road -5 92 -53 -14
last_kind=school -3 -14 37 -4 | last_kind=station -1 -3 22 -4 | last_kind=team 0 -9 2 -6 | last_kind=town -3 9 -22 -6
last_kind=water -5 13 19 -16 | last_kind=work -6 -7 -15 -3 | last_kind=works -4 0 -2 17 | middle='s -4 39 8 4
middle=- 19 -20 -12 -3 | middle=. 6 -6 -14 -16 | middle=/ -4 -3 -20 -6 | middle=at -4 -3 10 -13
middle=by -2 -1 -4 -7 | middle=from -2 -1 -4 -5 | middle=in -9 -8 -21 -29 | middle=on -3 -3 -8 -13
middle=to -5 -2 29 3 | middle=with -3 -1 -5 -11 | model=EVENT -12 -8 19 45 | model=FAC 7 -16 20 -5
model=GPE 11 2 10 8 | model=LANGUAGE 1 -1 -5 -15 | model=LAW -1 0 11 14 | model=LOC -12 13 -29 14
model=NORP 61 2 25 -2 | model=ORG 20 18 -40 18 | model=PERSON -15 44 2 -14 | model=PRODUCT 3 5 26 -15
model=WORK_OF_ART -42 7 -15 -58 | model_across=LOC -1 -3 -2 -2 | model_across=MISC -4 -3 -7 14
model_across=ORG -6 -9 -14 25 | model_across=PER -8 -6 -9 -2 | model_across_sure=0 -11 -13 -21 46
model_across_sure=1 -6 -7 -10 -9 | model_around=LOC -9 -12 -2 -12 | model_around=MISC 19 -17 -18 19
model_around=ORG -30 -37 -34 -20 | model_around=PER -30 -2 9 -14 | model_around_sure=0 -4 -14 8 16
model_around_sure=1 -7 -48 -31 -34 | model_around_sure=2 -38 -6 -22 -10 | model_none -40 -48 -41 -40
model_sure=LOC/1 2 -12 -20 -7 | model_sure=LOC/2 8 -22 11 -2 | model_sure=LOC/3 -21 -4 13 30
model_sure=LOC/4 9 4 -12 16 | model_sure=LOC/5 11 20 -28 -14 | model_sure=LOC/6 -4 13 36 -7
model_sure=MISC/0 -2 -3 -4 7 | model_sure=MISC/1 -5 -19 38 -17 | model_sure=MISC/2 -22 22 -3 -62
model_sure=MISC/3 3 -4 30 -6 | model_sure=MISC/4 -2 14 -13 17 | model_sure=MISC/5 6 -3 13 18
model_sure=MISC/6 33 -2 0 13 | model_sure=ORG/0 -2 -3 -3 -2 | model_sure=ORG/1 0 16 -34 -17
model_sure=ORG/2 16 -8 -16 5 | model_sure=ORG/3 15 -4 -24 11 | model_sure=ORG/4 14 3 16 8
model_sure=ORG/5 2 13 14 14 | model_sure=ORG/6 -24 2 8 -1 | model_sure=PER/1 -16 -23 10 -8
model_sure=PER/2 6 -9 -15 6 | model_sure=PER/3 2 24 -17 -8 | model_sure=PER/4 -25 2 11 -25
model_sure=PER/5 -7 31 13 20 | model_sure=PER/6 24 20 0 1 | model_two_within 82 46 74 47
model_within=LOC 10 47 60 26 | model_within=MISC 36 -2 -22 20 | model_within=ORG 17 -1 0 -6
model_within=PER 32 4 -9 19 | model_within_sure=0 -14 40 20 38 | model_within_sure=1 64 -2 14 31
model_within_sure=2 29 11 -11 -39 | no_name 5 13 0 -19 | opens=6 -60 -43 -44 -44 | others=LOC/0/1 5 27 -15 10
others=LOC/0/2 -11 -21 9 1 | others=LOC/0/3 -1 5 -4 0 | others=LOC/1/1 32 13 12 3 | others=LOC/1/2 -12 2 -25 9
others=LOC/1/3 4 -43 23 -22 | others=MISC/0/1 -9 -8 30 -8 | others=MISC/0/2 -4 0 17 -7 | others=MISC/0/3 -1 0 45 -9
others=MISC/1/1 -27 -12 -5 -20 | others=MISC/1/2 52 -12 -5 5 | others=MISC/1/3 10 -2 -12 40
others=ORG/0/1 26 7 -24 -20 | others=ORG/0/2 -9 -34 -29 8 | others=ORG/0/3 12 93 2 -8 | others=ORG/1/1 0 40 8 13
others=ORG/1/2 10 -54 -37 -10 | others=ORG/1/3 -22 -24 34 30 | others=PER/0/1 -3 -10 19 -5
others=PER/0/2 -11 3 21 16 | others=PER/0/3 -53 -15 -16 24 | others=PER/1/1 51 14 -15 -7
others=PER/1/2 -49 11 -28 -33 | others=PER/1/3 17 48 7 -7 | others_LOC 1 15 -18 -5 | others_MISC 24 -40 13 33
others_ORG 9 7 7 -14 | others_PER -27 44 11 -11 | others_none -67 -70 -57 -47 | part_of=LOC/1 -22 35 12 -11
part_of=LOC/2 -14 3 1 -12 | part_of=MISC/1 -31 -2 -49 -9 | part_of=MISC/2 -5 -18 15 -20 | part_of=ORG/1 -65 40 14 -25
part_of=ORG/2 39 41 18 11 | part_of=PER/1 61 -38 -44 8 | part_of=PER/2 49 -11 -7 28 | people 28 -12 -50 116
people_first -16 8 53 11 | people_last 26 63 9 37 | place 21 35 64 -27 | place_first -1 -11 72 -22
place_last 3 -5 30 16 | preposition=? -2 -40 -11 -20 | preposition=against 12 -1 37 -19
preposition=around 0 0 12 -13 | preposition=as 20 28 16 -37 | preposition=at -16 20 30 10
preposition=between 15 -1 12 -24 | preposition=by 16 -39 44 8 | preposition=for 13 -6 -35 23
preposition=from 2 4 -6 14 | preposition=in -30 34 -11 -15 | preposition=into -3 -15 18 -2
preposition=like 8 -17 -22 17 | preposition=near -1 8 1 -1 | preposition=of -21 -18 -18 17
preposition=on -21 43 -42 12 | preposition=over 6 11 -9 9 | preposition=than 2 -2 -5 8 | preposition=through -4 9 0 -8
preposition=to -5 39 -6 -14 | preposition=under -4 -1 -13 37 | preposition=with 15 -5 31 9 | proper=0 -82 -26 -32 -38
proper=1 -54 -23 -28 -35 | proper=2 76 6 16 30 | quoted -33 12 15 27 | relation=ROOT -17 -93 -26 -19
relation=acl -2 -1 -2 -3 | relation=acomp -1 0 -2 10 | relation=advcl -9 -3 -6 -11 | relation=advmod -34 4 -29 -29
relation=amod -23 2 -12 22 | relation=appos 13 9 -15 13 | relation=attr 4 21 -30 -45 | relation=aux -6 -2 -6 -12
relation=cc -1 -1 -2 -5 | relation=ccomp 15 -1 -2 -8 | relation=compound -13 6 -8 -2 | relation=conj 32 21 45 57
relation=csubj -1 -1 -2 -4 | relation=dative 0 16 -1 -2 | relation=dep 35 -6 -33 -4 | relation=det -10 -7 -3 -32
relation=dobj 34 -23 20 -17 | relation=expl -1 2 -1 -3 | relation=intj -12 -2 4 -21 | relation=mark -5 -1 -3 -9
relation=nmod -58 -15 12 2 | relation=npadvmod -11 -35 -9 -38 | relation=nsubj 76 11 55 13
relation=nsubjpass -6 20 -2 48 | relation=nummod 11 -8 -14 -4 | relation=oprd 5 -12 -7 41 | relation=pcomp -15 -1 17 1
relation=pobj 0 53 23 10 | relation=poss -24 27 41 -4 | relation=preconj -10 -3 -2 13 | relation=prep -15 -9 -24 -12
relation=punct 3 -3 -3 2 | relation=relcl -2 -3 -4 3 | roots=1 -14 -13 7 2 | roots=2 -18 4 -9 12
roots=3 -28 -34 -41 -58 | rules=LOC/ 21 -4 -1 22 | rules=LOC/definition -8 28 -4 -2 | rules=LOC/list -4 -11 17 -13
rules=LOC/majority -12 21 6 -12 | rules=LOC/repeated -7 12 2 -3 | rules=LOC/stands where places stand -2 8 -8 6
rules=LOC/word in the name -2 9 31 -7 | rules=MISC/ 49 -11 4 15 | rules=MISC/acronym 0 -3 18 -5
rules=MISC/majority -8 -5 -3 -4 | rules=MISC/quoted title -4 15 13 31 | rules=MISC/repeated -2 0 -1 15
rules=MISC/word in the name -1 -4 -13 26 | rules=ORG/ -26 -19 -3 33 | rules=ORG/acronym -2 3 37 -10
rules=ORG/list 9 7 -21 -4 | rules=ORG/majority 16 6 21 -28 | rules=ORG/repeated -2 -15 28 -5
rules=ORG/whole name -1 -3 4 9 | rules=ORG/word in the name -1 12 -3 -6 | rules=PER/ -21 4 -16 12
rules=PER/list -3 -3 7 -2 | rules=PER/majority -5 -5 19 -16 | rules=PER/nickname 25 0 0 -1
rules=PER/repeated 14 10 -2 -15 | rules=PER/surname 56 3 -28 24 | rules_across=MISC -3 -3 -7 1
rules_across=ORG -5 -8 -13 16 | rules_across=PER -8 -7 -9 -3 | rules_around=LOC -11 -13 -14 -18
rules_around=MISC 9 -25 -12 -21 | rules_around=ORG -34 -32 -31 -11 | rules_around=PER -59 -9 3 -27
rules_label=EVENT -14 -14 10 75 | rules_label=FAC 5 38 23 -27 | rules_label=GPE -12 60 25 -1
rules_label=LANGUAGE 0 -1 -5 -24 | rules_label=LAW -1 0 12 15 | rules_label=LOC -9 9 -27 11
rules_label=NORP 72 -1 25 1 | rules_label=ORG -7 -10 65 -12 | rules_label=PERSON 68 9 -20 2
rules_label=PRODUCT 15 6 3 -5 | rules_label=WORK_OF_ART -40 0 -29 21 | rules_none -23 -72 -87 -47
rules_sure=LOC/1 -6 -23 2 -13 | rules_sure=LOC/2 -1 30 28 -14 | rules_sure=LOC/3 -22 5 24 17
rules_sure=LOC/4 4 24 -21 15 | rules_sure=LOC/5 12 39 -35 -15 | rules_sure=LOC/6 -4 31 24 -7
rules_sure=MISC/1 7 -12 -7 12 | rules_sure=MISC/2 -18 9 -10 24 | rules_sure=MISC/3 3 -13 16 13
rules_sure=MISC/4 3 14 -13 9 | rules_sure=MISC/5 6 -3 13 18 | rules_sure=MISC/6 33 -5 17 8
rules_sure=ORG/1 7 1 -35 -19 | rules_sure=ORG/2 20 -8 9 5 | rules_sure=ORG/3 -15 10 16 15
rules_sure=ORG/4 11 -3 39 -7 | rules_sure=ORG/5 -18 1 26 21 | rules_sure=ORG/6 -12 -11 10 -25
rules_sure=PER/1 -14 8 5 -21 | rules_sure=PER/2 9 -34 0 -11 | rules_sure=PER/3 42 -1 -21 -10
rules_sure=PER/4 6 -13 -2 -2 | rules_sure=PER/5 13 31 6 15 | rules_sure=PER/6 13 18 -8 31
rules_within=LOC 7 19 28 30 | rules_within=MISC 16 -2 -18 -4 | rules_within=ORG 20 -25 26 3
rules_within=PER 1 25 -5 32 | said_before=LOC -5 38 -11 -11 | said_before=MISC 0 0 -8 15 | said_before=ORG -5 -1 31 -7
said_before=PER 46 0 -1 -1 | said_behind=LOC -6 -14 -14 11 | said_behind=MISC -3 10 -1 3 | said_behind=ORG 1 -22 -16 9
seen_small=0 27 -11 2 -6 | seen_small=1 -61 5 20 37 | seen_small=2 -27 -37 -65 -74 | sentence -33 -28 -71 -81
sentence_alone -27 -33 -16 -47 | sentence_seen_small -41 -22 -45 -38 | settled=LOC/1 -58 57 50 36
settled=LOC/2 27 24 -21 5 | settled=LOC/3 -7 -15 -4 -43 | settled=MISC/1 3 -5 27 7 | settled=MISC/2 -5 -8 -12 43
settled=MISC/3 44 -7 5 42 | settled=ORG/1 33 -12 32 15 | settled=ORG/2 7 23 8 -11 | settled=ORG/3 -47 -3 67 -12
settled=PER/1 56 -19 -6 0 | settled=PER/2 8 23 7 -27 | settled=PER/3 -1 -4 -28 16 | shape=ALL -72 8 34 40
shape=Large 72 43 38 72 | shape=digits 0 -6 -6 -9 | shape=letter 4 -14 -42 -34 | shape=small -64 -74 -68 -113
share_LOC -29 18 6 -8 | share_MISC -24 -31 -17 11 | share_ORG -2 7 -10 10 | share_PER 35 -9 9 11
small_word_within -16 -69 -28 22 | surname 90 -76 -24 15 | tag_before=$ 18 -15 -29 -43 | tag_before='' -13 7 -16 26
tag_before=, 19 18 12 21 | tag_before=-LRB- -25 -4 15 -27 | tag_before=-RRB- 13 -2 9 26 | tag_before=. -24 -26 10 -23
tag_before=: -38 20 15 11 | tag_before=CC 19 1 13 29 | tag_before=CD -10 -11 -10 -4 | tag_before=DT 11 42 35 31
tag_before=HYPH -9 6 -12 -15 | tag_before=IN 30 29 36 29 | tag_before=JJ -52 39 -27 3 | tag_before=JJR -2 3 -19 9
tag_before=JJS -13 -4 -5 -4 | tag_before=MD 14 -2 -5 -3 | tag_before=NFP 16 -26 16 -30 | tag_before=NN -4 -10 -48 15
tag_before=NNP -29 -81 -91 -53 | tag_before=NNPS -1 -1 -2 -10 | tag_before=NNS 3 -14 7 2
tag_before=POS 17 -16 -10 26 | tag_before=PRP -7 -3 -17 -27 | tag_before=PRP$ -12 22 -16 12
tag_before=RB -15 44 -29 26 | tag_before=RP -11 -1 16 -5 | tag_before=SYM -16 32 11 18 | tag_before=TO -1 -1 -1 -5
tag_before=UH 9 -1 -1 -1 | tag_before=VB 19 -14 11 -7 | tag_before=VBD 27 5 31 -22 | tag_before=VBG 24 -28 33 26
tag_before=VBN -16 -1 43 20 | tag_before=VBP 11 12 33 -24 | tag_before=VBZ 2 13 -7 -15 | tag_before=WDT -2 -2 6 -2
tag_before=WP -7 0 -2 0 | tag_before=WRB -12 -2 9 -3 | tag_before=XX 6 -4 1 -36 | tag_before=^ -9 -62 -41 -18
tag_before=`` 16 -3 -11 8 | tag_behind=$ -47 -59 -43 -28 | tag_behind='' -50 -2 -35 29 | tag_behind=, 20 23 23 29
tag_behind=-LRB- 22 11 22 41 | tag_behind=-RRB- -2 41 9 28 | tag_behind=. -22 -13 -23 -2
tag_behind=: -16 -25 -53 -12 | tag_behind=CC 17 12 3 33 | tag_behind=CD -16 -40 -37 -58 | tag_behind=DT -14 -9 7 -34
tag_behind=HYPH -6 29 -17 -30 | tag_behind=IN -60 5 -24 -8 | tag_behind=JJ -13 15 -4 -16 | tag_behind=MD -15 26 3 -7
tag_behind=NFP 15 -16 22 18 | tag_behind=NN -42 -6 27 6 | tag_behind=NNP -41 -28 -38 -20
tag_behind=NNPS 1 18 -14 -21 | tag_behind=NNS -17 -7 39 0 | tag_behind=POS 38 -14 50 16 | tag_behind=PRP 16 -7 -33 -14
tag_behind=PRP$ -13 -1 -1 -3 | tag_behind=RB 30 3 21 -13 | tag_behind=RP 9 -1 -2 -10 | tag_behind=SYM -13 -4 20 72
tag_behind=TO 19 1 -17 31 | tag_behind=UH 24 -6 -4 -8 | tag_behind=VB -15 1 34 25 | tag_behind=VBD 68 -14 50 -26
tag_behind=VBG 7 12 -3 6 | tag_behind=VBN -19 -3 -13 -12 | tag_behind=VBP 15 10 -12 -46 | tag_behind=VBZ -21 27 11 39
tag_behind=WDT 22 -6 9 -21 | tag_behind=WP 23 -2 -10 -7 | tag_behind=WRB 14 -13 -1 -2 | tag_behind=XX 17 -1 -5 -6
tag_behind=`` -9 -2 -1 -9 | tag_first='' 0 0 0 -3 | tag_first=ADD 0 0 18 -1 | tag_first=CC -1 -1 -2 -5
tag_first=CD -5 -18 65 -54 | tag_first=DT -34 -25 -27 -17 | tag_first=EX -1 2 -1 -3 | tag_first=IN -18 -9 -23 0
tag_first=JJ -12 -4 -7 57 | tag_first=JJR -2 0 -3 4 | tag_first=JJS -1 0 -2 7 | tag_first=MD 8 -1 -3 -3
tag_first=NFP -2 -1 -1 32 | tag_first=NN 58 14 9 69 | tag_first=NNP 28 30 37 14 | tag_first=NNPS 34 7 -3 -29
tag_first=NNS 21 2 -13 23 | tag_first=PRP -35 -20 -32 -42 | tag_first=PRP$ -2 -2 -3 21 | tag_first=RB -22 -8 -20 -24
tag_first=UH -14 -3 20 -5 | tag_first=VB -1 -3 -11 8 | tag_first=VBD -2 0 -2 -3 | tag_first=VBG -19 14 -15 -20
tag_first=VBN -5 -2 -12 -23 | tag_first=VBP -9 -2 -5 -7 | tag_first=VBZ -4 -1 -2 -6 | tag_first=WDT -1 -4 -1 -1
tag_first=WP -5 -1 -3 -6 | tag_first=WRB -6 -4 -10 -9 | tag_first=XX -5 -1 -1 -3 | tag_last='' -1 -1 -5 -13
tag_last=-LRB- 0 0 0 -3 | tag_last=. -7 -7 5 -28 | tag_last=CC -1 -4 -2 15 | tag_last=CD -29 -15 -52 -54
tag_last=DT -12 -8 -22 -25 | tag_last=EX -1 2 -1 -3 | tag_last=FW -7 0 18 -6 | tag_last=IN -7 -18 -62 -34
tag_last=JJ -7 32 12 16 | tag_last=JJR 0 0 -1 8 | tag_last=MD 13 0 -1 -1 | tag_last=NFP -2 -2 -1 -4
tag_last=NN 39 7 -6 16 | tag_last=NNP 69 81 64 58 | tag_last=NNPS 25 -36 87 25 | tag_last=NNS 14 -1 31 47
tag_last=POS -5 -4 -5 -3 | tag_last=PRP -49 -24 -43 -36 | tag_last=PRP$ -2 -1 -3 14 | tag_last=RB -23 -7 -23 1
tag_last=UH -10 -9 19 0 | tag_last=VB -7 -3 -10 3 | tag_last=VBD -1 0 -1 -3 | tag_last=VBG -8 -4 -8 -9
tag_last=VBN -4 -3 -18 -18 | tag_last=VBP -11 -2 -3 -7 | tag_last=VBZ -3 -5 -8 4 | tag_last=WP -5 -2 -5 16
tag_last=WRB -6 -4 -9 -8 | tag_last=XX -5 0 -1 -3 | times=2 15 2 30 35 | times=3 -13 -8 29 43 | times=4 1 -20 4 -22
within_a_name -58 -39 -44 -50 | words=1 -111 -66 -68 -68 | words=2 4 -20 -27 -12 | words=3 -21 39 9 -2
words=4 28 -6 20 2 | words=5 28 30 -21 -8 | words=6 12 -21 43 44
"""
