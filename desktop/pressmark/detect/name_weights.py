"""The weights of the features of `name_features`: made by `tests/bench/train_names.py`, not by hand.

Each feature has a weight for each of PER, LOC, ORG, MISC, in hundredths of a nat. Learned from halves of
WikiGold (Balasuriya, Ringland, Nothman, Murphy and Curran 2009), WNUT 2017 (Derczynski, Nichols, van Erp
and Limsopatham 2017) and the GUM corpus (Zeldes 2017), all CC BY 4.0, of which no sentence is kept here.
"""

WEIGHTS = """\
alone=EVENT -3 -2 -6 12 | alone=FAC -1 -11 -3 -2 | alone=GPE -1 -3 -3 -1 | alone=ORG -1 -49 17 -46
alone=WORK_OF_ART -2 0 -2 -6 | alone_kind=building -2 7 15 -7 | alone_kind=event -6 -8 -18 1
alone_kind=events -2 0 -3 -3 | alone_kind=land -1 -7 -5 -10 | alone_kind=league -3 -7 16 6
alone_kind=military -1 -4 -10 -3 | alone_kind=organisation -2 -4 -35 -3 | alone_kind=party -1 -7 -1 -4
alone_kind=people -1 0 -3 -4 | alone_kind=person 50 -15 -44 -46 | alone_kind=persons -1 -2 18 -7
alone_kind=prize -2 0 -2 -6 | alone_kind=product -2 -1 -2 -4 | alone_kind=products -1 0 -8 13
alone_kind=region -1 -1 -8 -3 | alone_kind=road -1 -3 -2 -1 | alone_kind=school -2 -3 29 -1
alone_kind=station 0 -3 -2 -1 | alone_kind=town -1 -4 -3 -1 | alone_kind=work -3 -2 -6 -8
alone_kind=works -2 0 -3 -7 | before=" 16 -3 -9 -32 | before=' -10 -8 -4 47 | before=( -26 -2 15 -22
before=, 17 19 12 16 | before=- -19 -30 -36 -22 | before=: 8 24 1 -16 | before=; -49 6 10 18 | before=a -3 -23 -25 24
before=against 16 1 20 -12 | before=an 21 -19 -9 -3 | before=and 10 24 5 -7 | before=as 8 35 26 -8
before=at -6 16 5 2 | before=between 14 8 -12 -14 | before=by 31 -13 13 -10 | before=called -13 -10 -14 35
before=dr. 10 0 0 0 | before=for 11 -13 -19 -16 | before=from -2 4 2 9 | before=his -4 -4 -3 18
before=in -46 22 -46 4 | before=its -1 14 -29 1 | before=like 7 -5 -4 31 | before=my -4 14 -6 -5
before=named -2 7 4 -3 | before=near -2 10 0 -2 | before=of -9 8 -12 10 | before=on -13 11 -9 17
before=or -4 -9 16 39 | before=over -2 13 6 2 | before=sir 11 0 0 0 | before=than 2 -2 -4 8
before=that 32 -22 10 -13 | before=the -21 62 81 45 | before=through -3 -7 12 12 | before=to -29 30 -2 53
before=under -1 14 -1 1 | before=when 4 0 -3 -1 | before=where -1 0 13 -11 | before=with 26 10 7 -8
begins=The -25 -37 -11 -17 | begins=opener -48 -19 -73 -50 | behind=" -14 -4 -20 -2 | behind='s 6 -8 25 11
behind=( 15 13 36 53 | behind=) -20 4 23 43 | behind=, 20 17 27 17 | behind=- -28 23 -36 21 | behind=. 6 3 30 -11
behind=: 8 -28 -32 -46 | behind=; -22 9 -8 1 | behind=a -3 -2 -6 -7 | behind=and 17 14 15 -3 | behind=are -2 29 -3 -6
behind=at -13 58 -16 32 | behind=by -7 0 -11 27 | behind=for -43 -32 -13 -2 | behind=from 25 -6 -13 1
behind=had 10 -8 9 -4 | behind=has 5 7 12 14 | behind=have -1 0 -5 -3 | behind=in -1 4 58 36 | behind=is 13 27 -19 23
behind=of 33 -29 -28 -74 | behind=or -9 2 -5 27 | behind=said 3 -1 0 -1 | behind=says 3 0 -1 -6
behind=that 27 -12 14 -6 | behind=the -8 -2 -2 -17 | behind=to 17 17 -15 5 | behind=told 11 0 -8 0
behind=was 36 14 -42 31 | behind=were -26 -13 8 21 | behind=when 16 4 -11 -2 | behind=where 4 -14 18 -1
behind=which -3 3 -4 -10 | behind=who 24 -2 -13 -7 | behind=will -5 14 -13 7 | behind=with 7 -4 -1 5
behind=would 12 -16 6 7 | bracket -4 -19 -14 -6 | bracket_alone -21 16 30 -16 | capitals=1 2 -18 -42 -40
capitals=2 -40 -24 -47 -63 | capitals=3 -29 10 34 27 | capitals=4 -6 32 60 -10 | capitals=5 -12 -6 17 31
capitals=6 11 -4 -31 49 | cue:apposed=? 18 -18 -1 -17 | cue:apposed=band -2 -6 284 -9
cue:apposed=building -6 295 0 -1 | cue:apposed=company 0 -6 307 -1 | cue:apposed=event 0 0 0 300
cue:apposed=land 0 293 7 0 | cue:apposed=league 0 0 0 298 | cue:apposed=media 0 0 300 0
cue:apposed=military 0 0 300 0 | cue:apposed=organisation 0 0 300 0 | cue:apposed=party 0 0 300 0
cue:apposed=people 0 -1 4 297 | cue:apposed=person 278 -2 14 -3 | cue:apposed=prize 0 0 0 300
cue:apposed=product 0 0 0 300 | cue:apposed=region 0 299 0 0 | cue:apposed=road -1 291 -1 0
cue:apposed=school 0 0 300 0 | cue:apposed=ship 4 0 0 296 | cue:apposed=station 0 5 295 0 | cue:apposed=team 0 0 299 0
cue:apposed=town 0 301 -1 0 | cue:apposed=water 0 300 0 0 | cue:apposed=website 0 0 0 300
cue:apposed=work 0 -2 -8 313 | cue:before=band -5 -1 329 -5 | cue:before=building -1 290 -3 -2
cue:before=company 7 0 297 -2 | cue:before=event -1 0 -1 275 | cue:before=events -1 -1 10 0
cue:before=land 0 280 -1 15 | cue:before=league 0 0 0 284 | cue:before=media 0 0 300 0 | cue:before=military 0 0 298 0
cue:before=organisation 0 0 289 0 | cue:before=party 0 0 298 0 | cue:before=people -2 0 12 289
cue:before=person 259 -3 -4 -5 | cue:before=persons 2 -4 8 -4 | cue:before=prize 0 0 0 300
cue:before=product -3 0 -1 262 | cue:before=region -1 295 -1 0 | cue:before=road -1 274 -1 -1
cue:before=school 0 0 297 0 | cue:before=ship 0 0 0 301 | cue:before=station 0 0 300 0 | cue:before=team 0 -1 308 -2
cue:before=town -2 300 -10 10 | cue:before=water -1 293 -1 -1 | cue:before=website -1 0 0 297
cue:before=work -3 -3 -10 321 | cue:before=works 0 0 0 -6 | cue:before_comma=band -22 -2 50 -28
cue:before_comma=building -1 11 -7 0 | cue:before_comma=event 14 0 -10 0 | cue:before_comma=military 2 0 -1 -3
cue:before_comma=party 3 0 0 -1 | cue:before_comma=person 18 -10 4 -9 | cue:before_comma=region -1 3 -11 -4
cue:before_comma=work -14 -2 -9 59 | cue:before_comma=works -10 -1 -2 15 | cue:before_of=building -3 -20 2 -10
cue:before_of=company 0 9 -2 0 | cue:before_of=event -3 -24 12 -6 | cue:before_of=league 0 0 -5 0
cue:before_of=organisation -3 -5 -5 3 | cue:before_of=party 0 -1 -4 -1 | cue:before_of=person 4 4 18 -4
cue:before_of=region -2 18 -4 -4 | cue:before_of=school -1 27 -2 -3 | cue:before_of=station -1 14 3 -3
cue:before_of=town -6 24 -15 -12 | cue:before_of_the=building -2 -7 4 -11 | cue:before_of_the=military 0 -4 -4 -1
cue:before_of_the=person -2 1 12 1 | cue:before_of_the=product 0 18 -3 -2 | cue:before_of_the=works -1 8 -9 9
cue:behind=band 0 0 -4 -9 | cue:behind=building 0 0 -1 -15 | cue:behind=company -1 0 -14 20
cue:behind=companys -1 -4 26 -6 | cue:behind=event -5 14 -5 -13 | cue:behind=events 0 -1 -19 3
cue:behind=land -1 -3 -2 1 | cue:behind=league -1 -5 8 7 | cue:behind=leagues 0 -1 1 4 | cue:behind=military -1 0 -1 6
cue:behind=organisation -4 -3 -11 -4 | cue:behind=people -1 0 -2 7 | cue:behind=person -8 -12 40 18
cue:behind=persons -1 -6 22 4 | cue:behind=prizes 0 -1 7 -2 | cue:behind=product -4 4 0 1
cue:behind=products -10 10 32 -10 | cue:behind=region -1 18 7 -3 | cue:behind=regions -1 0 -2 -10
cue:behind=road -1 14 -4 -8 | cue:behind=team -1 -3 10 -18 | cue:behind=town -1 8 -11 -2
cue:behind=website -1 -2 7 4 | cue:behind=work -6 -10 16 32 | cue:behind=works 1 9 -3 3 | cue:bracket=band 0 0 300 0
cue:bracket=building 0 300 0 0 | cue:bracket=company 0 0 300 0 | cue:bracket=event 0 0 0 300
cue:bracket=land 0 300 0 0 | cue:bracket=league 0 0 0 300 | cue:bracket=media 0 0 300 0
cue:bracket=military 0 0 300 0 | cue:bracket=organisation 0 0 300 0 | cue:bracket=party 0 0 300 0
cue:bracket=people 0 0 0 300 | cue:bracket=person 300 0 0 0 | cue:bracket=prize 0 0 0 300
cue:bracket=product 16 0 -3 288 | cue:bracket=region 0 300 0 0 | cue:bracket=road 0 300 0 0
cue:bracket=school 0 0 300 0 | cue:bracket=ship 0 0 0 300 | cue:bracket=station 0 0 300 0 | cue:bracket=team 0 0 300 0
cue:bracket=town 0 300 0 0 | cue:bracket=water 0 300 0 0 | cue:bracket=website 0 0 0 300 | cue:bracket=work 0 0 0 300
cue:is_a=? 11 13 -27 5 | cue:is_a=band 0 -2 297 8 | cue:is_a=building -4 294 11 0 | cue:is_a=company -3 -1 288 -1
cue:is_a=event 0 0 0 301 | cue:is_a=land -1 302 -1 -1 | cue:is_a=league 0 0 -1 300 | cue:is_a=media 0 0 300 0
cue:is_a=military 0 0 301 0 | cue:is_a=organisation 0 0 298 0 | cue:is_a=party 0 0 300 0 | cue:is_a=people 0 0 0 300
cue:is_a=person 296 0 0 -1 | cue:is_a=prize 0 0 0 300 | cue:is_a=product 0 0 11 290 | cue:is_a=region 0 300 0 0
cue:is_a=road -1 305 -2 0 | cue:is_a=school 0 0 300 0 | cue:is_a=ship 0 0 0 300 | cue:is_a=station 0 0 301 0
cue:is_a=team 3 0 298 0 | cue:is_a=town -2 310 -1 -1 | cue:is_a=water 0 300 0 0 | cue:is_a=website 0 0 0 300
cue:is_a=work -12 8 -1 318 | cue:possesses=building 0 -1 -12 -3 | cue:possesses=military 9 -3 -1 0
cue:possesses=person 14 -6 -14 -2 | cue:possesses=work 14 -2 -3 -2 | cue:such=bands 0 0 300 0
cue:such=buildings 0 300 0 0 | cue:such=companys 0 0 300 0 | cue:such=events 0 0 0 300 | cue:such=lands 0 300 0 0
cue:such=leagues 0 0 0 300 | cue:such=medias 0 0 300 0 | cue:such=militarys 0 0 300 0
cue:such=organisations 0 0 300 0 | cue:such=partys 0 0 300 0 | cue:such=peoples 0 0 0 300
cue:such=persons 304 -1 -2 -1 | cue:such=prizes 0 0 0 300 | cue:such=products 0 0 0 300 | cue:such=regions 0 300 0 0
cue:such=roads 0 300 0 0 | cue:such=schools 0 0 300 0 | cue:such=ships 0 0 0 300 | cue:such=stations 0 0 300 0
cue:such=teams 0 0 300 0 | cue:such=towns 0 300 0 0 | cue:such=waters 0 300 0 0 | cue:such=websites 0 0 0 300
cue:such=works 0 0 0 301 | designation -5 -4 13 45 | digit -96 -85 -65 88 | dot -9 -34 -12 -76
elsewhere:apposed=? 67 -40 -30 16 | elsewhere:apposed=band -4 -1 209 -1 | elsewhere:apposed=building 0 200 0 0
elsewhere:apposed=company 0 0 200 0 | elsewhere:apposed=event 0 0 0 200 | elsewhere:apposed=land 0 200 0 0
elsewhere:apposed=league 0 0 0 200 | elsewhere:apposed=media 0 0 200 0 | elsewhere:apposed=military 0 0 200 0
elsewhere:apposed=organisation 0 0 200 0 | elsewhere:apposed=party 0 0 200 0 | elsewhere:apposed=people 0 -3 7 197
elsewhere:apposed=person 175 -1 -1 -2 | elsewhere:apposed=prize 0 0 0 200 | elsewhere:apposed=product 0 0 0 200
elsewhere:apposed=region 0 200 0 0 | elsewhere:apposed=road 0 200 0 0 | elsewhere:apposed=school 0 0 200 0
elsewhere:apposed=ship 0 0 0 200 | elsewhere:apposed=station 0 5 196 0 | elsewhere:apposed=team 0 0 204 -3
elsewhere:apposed=town 0 208 -8 0 | elsewhere:apposed=water 0 200 0 0 | elsewhere:apposed=website 0 0 0 200
elsewhere:apposed=work 0 -1 -2 202 | elsewhere:apposed=works -1 12 -4 -1 | elsewhere:before=band -30 -5 228 4
elsewhere:before=building -2 197 -16 -1 | elsewhere:before=company 19 -1 201 -1 | elsewhere:before=event -33 0 0 221
elsewhere:before=events -1 -3 21 -2 | elsewhere:before=land -2 183 -1 -9 | elsewhere:before=league 0 0 0 194
elsewhere:before=media 0 0 200 0 | elsewhere:before=military 0 0 200 0 | elsewhere:before=organisation -1 6 180 -5
elsewhere:before=party -2 0 195 0 | elsewhere:before=people -4 0 59 182 | elsewhere:before=person 160 -10 29 -6
elsewhere:before=prize 0 0 0 200 | elsewhere:before=product -26 -2 -7 233 | elsewhere:before=region 0 197 -1 0
elsewhere:before=road -2 173 0 -9 | elsewhere:before=school 0 0 198 0 | elsewhere:before=ship -5 -4 -6 218
elsewhere:before=station 0 0 200 0 | elsewhere:before=team 0 0 200 0 | elsewhere:before=town -1 172 6 -3
elsewhere:before=water -2 180 -3 -7 | elsewhere:before=website -1 0 -1 196 | elsewhere:before=work -4 -1 29 205
elsewhere:before_comma=band -14 -2 25 -4 | elsewhere:before_comma=building -2 9 -3 0
elsewhere:before_comma=event 30 -3 12 -3 | elsewhere:before_comma=land -2 -1 -1 -6
elsewhere:before_comma=league 5 -9 3 -6 | elsewhere:before_comma=military 16 0 -1 -14
elsewhere:before_comma=person -19 -9 21 -9 | elsewhere:before_comma=region -1 18 -11 -8
elsewhere:before_comma=ship -2 -3 -6 13 | elsewhere:before_comma=website -16 0 0 0
elsewhere:before_comma=work -1 -1 -6 20 | elsewhere:before_comma=works -1 0 -1 11
elsewhere:before_of=building -2 -16 37 -8 | elsewhere:before_of=event 9 3 11 -8
elsewhere:before_of=league -1 -8 -10 -1 | elsewhere:before_of=leagues 0 0 -5 0
elsewhere:before_of=organisation -2 1 -8 -6 | elsewhere:before_of=party 0 14 -1 -1
elsewhere:before_of=person -5 28 -17 13 | elsewhere:before_of=school -1 19 13 -2
elsewhere:before_of=team 0 -19 -5 -1 | elsewhere:before_of=town -29 58 -24 -21
elsewhere:before_of_the=building -5 -4 17 -22 | elsewhere:before_of_the=league -2 9 -23 22
elsewhere:before_of_the=military 0 -12 -2 -3 | elsewhere:before_of_the=militarys 0 -5 10 -2
elsewhere:before_of_the=person -6 -6 40 -24 | elsewhere:before_of_the=persons 0 -1 6 -3
elsewhere:before_of_the=product 0 60 -18 -13 | elsewhere:before_of_the=team -1 -4 23 -7
elsewhere:before_of_the=works -1 52 -23 -1 | elsewhere:behind=band 0 0 0 -3 | elsewhere:behind=buildings 0 -5 29 -5
elsewhere:behind=company 0 0 0 13 | elsewhere:behind=event -3 -34 -1 3 | elsewhere:behind=events 0 -4 -30 16
elsewhere:behind=league -3 5 0 16 | elsewhere:behind=leagues -1 -31 7 12 | elsewhere:behind=military -1 0 -1 3
elsewhere:behind=organisation -13 -1 -5 -1 | elsewhere:behind=people -1 0 -1 28 | elsewhere:behind=peoples 0 0 -1 27
elsewhere:behind=person -23 69 60 -20 | elsewhere:behind=persons -14 -33 51 -29 | elsewhere:behind=prizes -1 -3 -4 -8
elsewhere:behind=product -19 46 -24 6 | elsewhere:behind=products 12 60 -33 -9 | elsewhere:behind=regions -1 0 -1 4
elsewhere:behind=road -12 4 -8 -6 | elsewhere:behind=school -2 -23 -5 -4 | elsewhere:behind=town -4 -2 -8 -5
elsewhere:behind=website -1 -6 11 8 | elsewhere:behind=work -13 32 -5 28 | elsewhere:behind=works 0 49 -13 -10
elsewhere:bracket=band 0 0 200 0 | elsewhere:bracket=building 0 200 0 0 | elsewhere:bracket=company 0 0 200 0
elsewhere:bracket=event 0 0 0 200 | elsewhere:bracket=land 0 200 0 0 | elsewhere:bracket=league 0 0 0 200
elsewhere:bracket=media 0 0 200 0 | elsewhere:bracket=military 0 0 200 0 | elsewhere:bracket=organisation 0 0 200 0
elsewhere:bracket=party 0 0 200 0 | elsewhere:bracket=people 0 0 0 200 | elsewhere:bracket=person 200 0 0 0
elsewhere:bracket=prize 0 0 0 200 | elsewhere:bracket=product 15 0 -5 192 | elsewhere:bracket=region 0 200 0 0
elsewhere:bracket=road 0 200 0 0 | elsewhere:bracket=school 0 0 200 0 | elsewhere:bracket=ship 0 0 0 200
elsewhere:bracket=station 0 0 200 0 | elsewhere:bracket=team 0 0 200 0 | elsewhere:bracket=town 0 200 0 0
elsewhere:bracket=water 0 200 0 0 | elsewhere:bracket=website 0 0 0 200 | elsewhere:bracket=work 0 0 0 200
elsewhere:by -3 57 -44 -23 | elsewhere:in -3 43 -18 -12 | elsewhere:is_a=? 21 31 -46 22
elsewhere:is_a=band -1 -30 206 12 | elsewhere:is_a=building 58 160 4 -6 | elsewhere:is_a=company -2 -1 205 -1
elsewhere:is_a=event -1 -1 -5 218 | elsewhere:is_a=land 0 206 -4 -1 | elsewhere:is_a=league 0 0 -1 200
elsewhere:is_a=media 0 0 200 0 | elsewhere:is_a=military 0 0 201 0 | elsewhere:is_a=organisation -1 -1 167 -2
elsewhere:is_a=party 0 0 200 0 | elsewhere:is_a=people 0 0 0 200 | elsewhere:is_a=person 175 -3 -4 -4
elsewhere:is_a=prize 0 0 0 200 | elsewhere:is_a=product -1 -1 15 180 | elsewhere:is_a=region 0 200 0 0
elsewhere:is_a=road 0 203 -2 -1 | elsewhere:is_a=school 0 0 201 0 | elsewhere:is_a=ship 0 0 0 200
elsewhere:is_a=station 0 0 216 0 | elsewhere:is_a=team 3 0 192 -2 | elsewhere:is_a=town -5 216 -2 -1
elsewhere:is_a=water 0 200 0 0 | elsewhere:is_a=website 0 0 0 200 | elsewhere:is_a=work -12 3 -3 216
elsewhere:possesses=military 21 -9 -2 -2 | elsewhere:possesses=person 39 -2 -1 -13
elsewhere:possesses=work 51 -4 -4 -10 | elsewhere:speaks 13 -51 34 -5 | elsewhere:such=bands 0 0 200 0
elsewhere:such=buildings 0 200 0 0 | elsewhere:such=companys 0 0 200 0 | elsewhere:such=events 0 0 0 200
elsewhere:such=lands 0 200 0 0 | elsewhere:such=leagues 0 0 0 200 | elsewhere:such=medias 0 0 200 0
elsewhere:such=militarys 0 0 200 0 | elsewhere:such=organisations 0 0 200 0 | elsewhere:such=partys 0 0 200 0
elsewhere:such=peoples 0 0 0 200 | elsewhere:such=persons 200 0 0 0 | elsewhere:such=prizes 0 0 0 200
elsewhere:such=products 0 0 0 200 | elsewhere:such=regions 0 200 0 0 | elsewhere:such=roads 0 200 0 0
elsewhere:such=schools 0 0 200 0 | elsewhere:such=ships 0 0 0 200 | elsewhere:such=stations 0 0 200 0
elsewhere:such=teams 0 0 200 0 | elsewhere:such=towns 0 200 0 0 | elsewhere:such=waters 0 200 0 0
elsewhere:such=websites 0 0 0 200 | elsewhere:such=works 0 0 0 200 | elsewhere:the -9 55 40 51
ends_in_joiner -20 -18 6 -42 | every -79 -56 -57 -65 | first=EVENT 0 -1 -7 35 | first=ORG 0 34 -3 -5
first_name 10 26 -21 -3 | has=& -2 -4 2 -10 | has=: -42 -18 -36 -65 | has=and -14 48 14 -28 | has=of -19 23 59 39
hyphen 23 -24 -19 41 | in_quotes -11 -32 -31 -58 | joined_before=& 15 -3 -8 -7 | joined_before=and 20 37 2 6
joined_before=of -33 1 8 -42 | joined_behind=& 10 -3 -7 -6 | joined_behind=and 20 -17 12 1
joined_behind=of 13 -14 -1 -42 | kind_of=building -2 40 11 -19 | kind_of=event -2 -3 -18 77 | kind_of=league 0 -1 12 0
kind_of=organisation 0 -5 37 -3 | kind_of=party 0 -1 7 0 | kind_of=person -2 -1 -7 -19 | kind_of=products 0 0 -2 9
kind_of=region 0 22 -10 -5 | kind_of=school 0 -22 18 -5 | kind_of=station 0 -6 -2 0 | kind_of=team 0 -1 -12 0
kind_of=town 0 21 -3 -3 | kind_of=works 0 0 0 -3 | large_before -92 -83 -64 -98 | large_before=NNP -60 -94 -67 -77
large_before=other -32 11 3 -21 | large_behind -94 -42 -74 -102 | large_behind=NNP -52 -26 -37 -29
large_behind=other -42 -17 -37 -73 | last=EVENT -8 -7 -35 86 | last=FAC -23 57 47 -38 | last=GPE -2 41 -15 -5
last=LAW -3 -2 -4 26 | last=LOC -11 27 0 -11 | last=ORG -35 28 94 -99 | last=WORK_OF_ART -4 -7 -23 48
last_kind=band -4 -6 22 -5 | last_kind=building -38 81 46 -48 | last_kind=buildings 0 -1 6 -3
last_kind=company -16 -8 36 -6 | last_kind=event -8 -23 -65 80 | last_kind=land -21 22 18 -1
last_kind=league -4 -19 11 11 | last_kind=leagues -1 0 -4 20 | last_kind=media -1 -1 5 0
last_kind=military -5 13 16 -12 | last_kind=organisation -16 -12 -41 -27 | last_kind=party -2 -17 48 -10
last_kind=person 55 -26 -31 -49 | last_kind=persons -2 -1 7 -7 | last_kind=prize -4 -6 -11 37
last_kind=prizes 0 -1 -13 20 | last_kind=product -2 -3 -7 -6 | last_kind=products -1 0 -8 -3
last_kind=region -11 -4 24 -21 | last_kind=regions -6 26 3 -11 | last_kind=road -6 106 -53 -21
last_kind=school -3 -19 39 -4 | last_kind=station -1 0 22 -4 | last_kind=team -1 -14 9 -9
last_kind=town -3 13 -21 -10 | last_kind=water -5 12 16 -13 | last_kind=work -6 -7 -14 -1 | last_kind=works -4 0 -3 14
middle='s -5 34 6 -1 | middle=- 28 -17 -11 6 | middle=. -1 -12 -23 -23 | middle=/ -4 -4 -16 -2 | middle=at -7 -4 7 -15
middle=by -3 -2 -4 -11 | middle=from -2 -1 -3 -4 | middle=in -12 -17 -29 -34 | middle=on -5 -3 -11 -15
middle=to -6 -2 26 10 | middle=with -4 -2 -6 -14 | model=EVENT -12 -15 15 57 | model=FAC 9 -8 22 -4
model=GPE 15 23 3 8 | model=LANGUAGE 1 -1 -6 -12 | model=LAW -1 -2 11 20 | model=LOC -12 28 -34 8
model=NORP 64 6 30 -2 | model=ORG 12 19 -17 11 | model=PERSON -2 43 1 -15 | model=PRODUCT 5 6 30 -14
model=WORK_OF_ART -40 2 -13 -53 | model_across=LOC -1 -4 -2 -3 | model_across=MISC -5 -7 -10 6
model_across=ORG -8 -17 -18 22 | model_across=PER -9 -8 -11 0 | model_across_sure=0 -14 -22 -25 42
model_across_sure=1 -8 -12 -14 -15 | model_around=LOC -11 -7 -7 -15 | model_around=MISC 15 -25 -24 18
model_around=ORG -34 -49 -31 -26 | model_around=PER -39 -8 2 -18 | model_around_sure=0 -11 -17 -1 5
model_around_sure=1 -14 -58 -34 -35 | model_around_sure=2 -43 -15 -25 -11 | model_none -41 -41 -41 -43
model_sure=LOC/1 5 -3 -28 -3 | model_sure=LOC/2 12 -22 10 3 | model_sure=LOC/3 -20 -3 20 27
model_sure=LOC/4 10 10 -15 13 | model_sure=LOC/5 11 33 -34 -18 | model_sure=LOC/6 -7 28 39 -8
model_sure=MISC/0 -3 -3 -3 8 | model_sure=MISC/1 -8 -18 39 -10 | model_sure=MISC/2 -25 22 -1 -50
model_sure=MISC/3 7 -10 26 15 | model_sure=MISC/4 5 9 -18 12 | model_sure=MISC/5 2 -1 18 19
model_sure=MISC/6 38 -1 6 4 | model_sure=ORG/1 0 24 -31 -18 | model_sure=ORG/2 19 9 -27 3
model_sure=ORG/3 13 -7 -15 1 | model_sure=ORG/4 20 -7 14 12 | model_sure=ORG/5 -7 3 20 20
model_sure=ORG/6 -29 -1 23 -4 | model_sure=PER/1 -22 -23 11 -2 | model_sure=PER/2 4 -10 -17 3
model_sure=PER/3 -7 30 -14 -11 | model_sure=PER/4 -24 -8 12 -28 | model_sure=PER/5 16 33 10 21
model_sure=PER/6 32 21 -1 3 | model_two_within 74 40 63 34 | model_within=LOC 7 34 60 21
model_within=MISC 33 -2 -20 10 | model_within=ORG 16 -12 -8 -13 | model_within=PER 22 -1 -19 14
model_within_sure=0 -23 35 15 30 | model_within_sure=1 49 -15 13 24 | model_within_sure=2 34 8 -18 -36
no_name 2 19 -3 -26 | opens=6 -79 -56 -57 -65 | others=LOC/0/1 3 27 -18 12 | others=LOC/0/2 -11 -23 11 1
others=LOC/0/3 -1 5 -5 -1 | others=LOC/1/1 33 9 14 -2 | others=LOC/1/2 -13 9 -26 9 | others=LOC/1/3 3 -21 16 -23
others=MISC/0/1 -9 -9 35 -15 | others=MISC/0/2 -5 0 19 -9 | others=MISC/0/3 -1 0 46 -9
others=MISC/1/1 -26 -13 -7 -16 | others=MISC/1/2 54 -18 -5 13 | others=MISC/1/3 9 -2 -12 41
others=ORG/0/1 25 4 -25 -17 | others=ORG/0/2 -8 -32 -32 7 | others=ORG/0/3 12 93 5 -11 | others=ORG/1/1 -4 37 15 9
others=ORG/1/2 7 -52 -34 -10 | others=ORG/1/3 -20 -30 29 31 | others=PER/0/1 -4 -10 23 -4 | others=PER/0/2 -10 1 22 15
others=PER/0/3 -54 -17 -17 25 | others=PER/1/1 51 13 -17 -7 | others=PER/1/2 -42 6 -30 -34 | others=PER/1/3 16 52 2 -8
others_LOC 0 40 -25 -11 | others_MISC 25 -49 17 42 | others_ORG 2 0 11 -17 | others_PER -23 38 8 -15
others_none -83 -86 -67 -64 | part_of=LOC/1 -24 39 8 -12 | part_of=LOC/2 -16 12 3 -17 | part_of=MISC/1 -31 -3 -55 -12
part_of=MISC/2 -9 -31 14 -5 | part_of=ORG/1 -66 44 14 -25 | part_of=ORG/2 30 34 29 11 | part_of=PER/1 58 -44 -45 7
part_of=PER/2 53 -13 -9 28 | people 30 -11 -45 125 | people_first -21 8 52 -14 | people_last 28 65 6 41
place 18 60 64 -36 | place_first 0 -17 76 -25 | place_last 3 -9 34 16 | preposition=? 0 -48 -15 -19
preposition=against 14 -4 38 -21 | preposition=around 0 0 11 -12 | preposition=as 22 23 17 -37
preposition=at -17 30 26 4 | preposition=between 13 -2 9 -21 | preposition=by 17 -41 48 7
preposition=for 14 -8 -30 17 | preposition=from 1 1 -4 14 | preposition=in -32 39 -16 -13
preposition=into -5 -15 17 2 | preposition=like 9 -19 -22 22 | preposition=near -2 17 -4 -3
preposition=of -22 -16 -12 18 | preposition=on -24 39 -44 9 | preposition=over 6 11 -9 8 | preposition=than 2 -2 -4 8
preposition=through -4 9 0 -6 | preposition=to -4 44 -5 -14 | preposition=under -4 -2 -12 36
preposition=with 16 -8 33 13 | proper=0 -92 -32 -38 -48 | proper=1 -67 -38 -35 -44 | proper=2 80 14 16 27
quoted -32 9 13 32 | relation=ROOT -20 -90 -33 -24 | relation=acl -2 -1 -2 -4 | relation=acomp -2 0 -2 12
relation=advcl -10 -3 -7 -12 | relation=advmod -35 3 -25 -31 | relation=amod -22 7 -11 25
relation=appos 13 10 -15 11 | relation=attr 5 23 -33 -48 | relation=aux -6 -3 -7 -13 | relation=cc -2 -1 -2 -5
relation=ccomp 14 -1 -2 -6 | relation=compound -26 -5 -14 -7 | relation=conj 35 26 45 61 | relation=csubj -1 -1 -2 -4
relation=dative 0 16 -1 -1 | relation=dep 34 -7 -34 -6 | relation=det -10 -9 -6 -36 | relation=dobj 37 -20 19 -17
relation=expl -2 2 -1 -4 | relation=intj -12 -3 4 -23 | relation=mark -4 -2 -2 -7 | relation=nmod -57 -19 16 -2
relation=npadvmod -14 -37 -13 -39 | relation=nsubj 75 14 59 19 | relation=nsubjpass -5 18 -1 51
relation=nummod 9 -9 -13 -6 | relation=oprd 7 -17 -9 45 | relation=pcomp -15 -1 16 4 | relation=pobj -1 50 23 11
relation=poss -25 31 41 -7 | relation=preconj -9 -3 -3 13 | relation=prep -17 -10 -24 -18 | relation=punct 1 -4 -5 -2
relation=quantmod -1 0 0 -3 | relation=relcl -2 -5 -4 4 | roots=1 -7 -4 16 12 | roots=2 -30 -2 -16 -4
roots=3 -42 -51 -57 -73 | rules=LOC/ 24 27 -1 20 | rules=LOC/definition -7 25 -4 -2 | rules=LOC/list -4 -9 17 -13
rules=LOC/majority -11 20 5 -11 | rules=LOC/repeated -6 13 -1 -3 | rules=LOC/stands where places stand -2 1 -7 7
rules=LOC/word in the name -3 12 31 -7 | rules=MISC/ 57 -15 7 28 | rules=MISC/acronym -1 -3 19 -7
rules=MISC/majority -9 -3 -3 -4 | rules=MISC/quoted title -4 18 13 34 | rules=MISC/repeated -3 -1 -2 19
rules=MISC/word in the name -1 -3 -10 22 | rules=ORG/ -28 -19 1 32 | rules=ORG/acronym -2 6 33 -10
rules=ORG/list 10 9 -23 -4 | rules=ORG/majority 15 7 22 -26 | rules=ORG/repeated -2 -14 34 -7
rules=ORG/whole name -1 -3 5 10 | rules=ORG/word in the name -1 14 -6 -5 | rules=PER/ -11 12 -18 10
rules=PER/list -5 -3 8 1 | rules=PER/majority -6 -6 21 -16 | rules=PER/nickname 21 0 0 -1
rules=PER/repeated 18 8 -3 -15 | rules=PER/surname 52 3 -26 24 | rules_across=LOC -1 -4 -2 -3
rules_across=MISC -4 -6 -9 -4 | rules_across=ORG -7 -16 -16 10 | rules_across=PER -9 -8 -11 -1
rules_around=LOC -13 -13 -16 -19 | rules_around=MISC 5 -31 -19 -17 | rules_around=ORG -40 -38 -31 -18
rules_around=PER -61 -14 -4 -31 | rules_label=EVENT -15 -18 8 84 | rules_label=FAC 7 40 28 -25
rules_label=GPE -8 65 23 3 | rules_label=LANGUAGE 0 -1 -6 -19 | rules_label=LAW -1 -2 12 22
rules_label=LOC -10 23 -29 6 | rules_label=NORP 75 5 30 -2 | rules_label=ORG -8 1 67 -10
rules_label=PERSON 71 13 -19 3 | rules_label=PRODUCT 17 7 6 -6 | rules_label=WORK_OF_ART -37 0 -27 17
rules_none -28 -72 -82 -52 | rules_sure=LOC/1 -3 -20 -3 -10 | rules_sure=LOC/2 3 31 25 -7
rules_sure=LOC/3 -21 -1 34 16 | rules_sure=LOC/4 6 24 -22 12 | rules_sure=LOC/5 11 50 -41 -19
rules_sure=LOC/6 -7 44 29 -9 | rules_sure=MISC/1 3 -11 -8 19 | rules_sure=MISC/2 -19 12 -11 37
rules_sure=MISC/3 7 -14 16 20 | rules_sure=MISC/4 9 9 -18 5 | rules_sure=MISC/5 2 -1 18 19
rules_sure=MISC/6 38 -4 25 -3 | rules_sure=ORG/1 6 13 -41 -21 | rules_sure=ORG/2 24 4 3 6
rules_sure=ORG/3 -16 13 18 10 | rules_sure=ORG/4 15 -11 36 -3 | rules_sure=ORG/5 -21 -7 30 24
rules_sure=ORG/6 -15 -12 21 -27 | rules_sure=PER/1 -20 8 6 -18 | rules_sure=PER/2 9 -36 0 -13
rules_sure=PER/3 32 6 -18 -11 | rules_sure=PER/4 3 -18 -2 -6 | rules_sure=PER/5 29 34 5 17
rules_sure=PER/6 18 20 -9 34 | rules_within=LOC 5 7 27 30 | rules_within=MISC 17 -2 -14 -11
rules_within=ORG 18 -32 24 -3 | rules_within=PER -5 19 -12 20 | said_before=LOC -5 36 -11 -10
said_before=MISC 0 0 -8 15 | said_before=ORG -5 -1 32 -6 | said_before=PER 41 0 -1 -1 | said_behind=LOC -5 -21 -21 9
said_behind=MISC -2 9 -2 3 | said_behind=ORG -1 -29 -17 3 | seen_small=0 19 -14 -7 -14 | seen_small=1 -64 3 18 32
seen_small=2 -33 -46 -69 -83 | sentence -30 -29 -68 -80 | sentence_alone -29 -33 -21 -59
sentence_seen_small -42 -22 -45 -41 | settled=LOC/1 -56 88 42 35 | settled=LOC/2 28 34 -24 6
settled=LOC/3 -6 -9 -7 -43 | settled=MISC/1 9 -6 34 34 | settled=MISC/2 -7 -8 -14 49 | settled=MISC/3 46 -7 9 35
settled=ORG/1 32 -15 46 16 | settled=ORG/2 6 28 5 -17 | settled=ORG/3 -47 -2 70 -14 | settled=PER/1 65 -16 -6 5
settled=PER/2 10 22 6 -29 | settled=PER/3 -5 -6 -31 17 | shape=ALL -77 7 32 35 | shape=Large 66 36 26 63
shape=digits 0 -6 -5 -8 | shape=letter 2 -18 -42 -40 | shape=small -70 -74 -69 -116 | share_LOC -20 90 8 -12
share_MISC -14 -53 -10 65 | share_ORG -19 20 25 4 | share_PER 67 -20 5 12 | small_word_within -16 -68 -33 10
surname 96 -77 -22 22 | tag_before=$ 17 -10 -29 -40 | tag_before='' -12 6 -16 33 | tag_before=, 17 19 12 16
tag_before=-LRB- -26 -3 14 -25 | tag_before=-RRB- 13 -3 8 20 | tag_before=. -24 -25 11 -26 | tag_before=: -37 20 14 10
tag_before=CC 15 -2 18 29 | tag_before=CD -13 -15 -21 -14 | tag_before=DT 17 41 43 45 | tag_before=HYPH -10 4 -14 -16
tag_before=IN 29 32 32 26 | tag_before=JJ -49 42 -31 4 | tag_before=JJR -2 2 -19 8 | tag_before=JJS -14 -4 -4 -4
tag_before=MD 16 -2 -6 -4 | tag_before=NFP 16 -27 17 -29 | tag_before=NN -7 -9 -49 5 | tag_before=NNP -28 -79 -88 -52
tag_before=NNPS -2 -1 -2 -12 | tag_before=NNS 4 -13 10 0 | tag_before=POS 18 -13 -8 26 | tag_before=PRP -8 -4 -17 -26
tag_before=PRP$ -12 21 -16 8 | tag_before=RB -17 41 -29 21 | tag_before=RP -12 -1 16 -4 | tag_before=SYM -18 26 13 15
tag_before=TO -1 -1 -1 -6 | tag_before=UH 8 -1 -1 -1 | tag_before=VB 18 -14 9 -5 | tag_before=VBD 25 6 29 -24
tag_before=VBG 24 -29 32 28 | tag_before=VBN -16 -5 46 18 | tag_before=VBP 10 12 32 -21 | tag_before=VBZ 1 15 -8 -15
tag_before=WDT -2 -2 6 -3 | tag_before=WP -6 -1 -2 0 | tag_before=WRB -13 -2 9 1 | tag_before=XX 5 -4 1 -33
tag_before=^ -14 -65 -42 -22 | tag_before=`` 14 -7 -15 7 | tag_behind=$ -44 -62 -42 -20 | tag_behind='' -46 -7 -33 45
tag_behind=, 19 25 24 28 | tag_behind=-LRB- 23 11 27 46 | tag_behind=-RRB- -3 41 11 30 | tag_behind=. -22 -5 -17 2
tag_behind=: -15 -24 -50 -12 | tag_behind=CC 17 10 -2 28 | tag_behind=CD -22 -52 -40 -57 | tag_behind=DT -15 -7 4 -36
tag_behind=HYPH -13 22 -19 -39 | tag_behind=IN -63 0 -25 -15 | tag_behind=JJ -13 12 -4 -17 | tag_behind=MD -17 22 4 -2
tag_behind=NFP 14 -16 19 19 | tag_behind=NN -37 2 26 10 | tag_behind=NNP -55 -43 -42 -35
tag_behind=NNPS 1 22 -17 -20 | tag_behind=NNS -17 -6 41 4 | tag_behind=POS 37 -9 50 12 | tag_behind=PRP 16 -6 -34 -19
tag_behind=PRP$ -9 -1 -2 -4 | tag_behind=RB 29 8 16 -11 | tag_behind=RP 12 -1 -3 -14 | tag_behind=SYM -15 -5 18 58
tag_behind=TO 20 0 -15 29 | tag_behind=UH 26 -5 -4 -7 | tag_behind=VB -11 2 34 20 | tag_behind=VBD 64 -7 55 -21
tag_behind=VBG 7 13 -5 7 | tag_behind=VBN -21 0 -15 -12 | tag_behind=VBP 10 6 -15 -50 | tag_behind=VBZ -20 23 12 38
tag_behind=WDT 24 -6 9 -17 | tag_behind=WP 24 -2 -13 -7 | tag_behind=WRB 16 -11 0 -5 | tag_behind=XX 16 0 -3 -10
tag_behind=`` -8 -2 0 -7 | tag_first='' 0 0 0 -4 | tag_first=ADD 0 0 18 -1 | tag_first=CC -2 -1 -2 -5
tag_first=CD -8 -20 62 -58 | tag_first=DT -35 -26 -26 -16 | tag_first=EX -2 2 -1 -4 | tag_first=IN -19 -11 -22 3
tag_first=JJ -9 0 -3 48 | tag_first=JJR -2 0 -2 5 | tag_first=JJS -1 -1 -3 11 | tag_first=MD 7 -1 -3 -4
tag_first=NFP -2 -1 -1 32 | tag_first=NN 58 19 7 63 | tag_first=NNP 16 29 32 8 | tag_first=NNPS 33 2 -4 -25
tag_first=NNS 23 1 -13 28 | tag_first=PRP -32 -22 -31 -42 | tag_first=PRP$ -3 -3 -5 19 | tag_first=RB -23 -8 -18 -25
tag_first=UH -14 -4 19 -7 | tag_first=VB -1 -4 -11 8 | tag_first=VBD -3 -1 -2 -4 | tag_first=VBG -20 14 -17 -21
tag_first=VBN -6 -3 -13 -26 | tag_first=VBP -9 -2 -5 -9 | tag_first=VBZ -4 -1 -2 -5 | tag_first=WDT -1 -5 -2 -2
tag_first=WP -6 -2 -4 -8 | tag_first=WRB -7 -5 -8 -12 | tag_first=XX -5 -1 -1 -4 | tag_last='' -1 -2 -6 -14
tag_last=. -8 -9 3 -28 | tag_last=CC -2 -6 -3 10 | tag_last=CD -30 -23 -59 -51 | tag_last=DT -15 -11 -27 -33
tag_last=EX -2 2 -1 -4 | tag_last=FW -7 0 17 -4 | tag_last=IN -9 -19 -62 -38 | tag_last=JJ -7 39 10 21
tag_last=JJR 0 0 -1 7 | tag_last=MD 11 0 -1 -2 | tag_last=NFP -2 -2 -1 -4 | tag_last=NN 39 12 -5 24
tag_last=NNP 71 84 66 59 | tag_last=NNPS 24 -35 95 25 | tag_last=NNS 15 -2 33 50 | tag_last=POS -5 -2 -5 -4
tag_last=PRP -55 -31 -47 -46 | tag_last=PRP$ -3 -2 -5 11 | tag_last=RB -25 -9 -21 -2 | tag_last=UH -12 -9 16 -7
tag_last=VB -7 -4 -10 2 | tag_last=VBD -1 -1 -2 -4 | tag_last=VBG -8 -4 -9 -11 | tag_last=VBN -4 -3 -16 -16
tag_last=VBP -11 -3 -4 -8 | tag_last=VBZ -3 -4 -8 7 | tag_last=WP -7 -2 -6 14 | tag_last=WRB -7 -6 -8 -11
tag_last=XX -5 0 -1 -3 | times=2 12 0 30 36 | times=3 -16 -12 26 45 | times=4 -3 -32 6 -24
within_a_name -78 -50 -58 -73 | words=1 -108 -62 -72 -66 | words=2 6 -13 -27 -8 | words=3 -25 34 7 -2
words=4 24 -10 22 2 | words=5 21 22 -25 -16 | words=6 3 -27 38 25
"""
