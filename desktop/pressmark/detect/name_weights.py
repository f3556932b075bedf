"""The weights of the features of `name_features`: made by `tests/bench/train_names.py`, not by hand.

Each feature has a weight for each of PER, LOC, ORG, MISC, in hundredths of a nat. Learned from halves of
WikiGold (Balasuriya, Ringland, Nothman, Murphy and Curran 2009), WNUT 2017 (Derczynski, Nichols, van Erp
and Limsopatham 2017) and the GUM corpus (Zeldes 2017), all CC BY 4.0, of which no sentence is kept here.
"""

WEIGHTS = """\
alone=EVENT -3 -2 -6 12 | alone=FAC -1 -5 -3 -2 | alone=GPE -1 -4 -3 -1 | alone=ORG -1 -42 19 -49
alone=WORK_OF_ART -2 0 -1 -6 | alone_kind=building -3 11 16 -6 | alone_kind=event -6 -9 -18 4
alone_kind=events -2 0 -3 -3 | alone_kind=land -2 -4 -5 -10 | alone_kind=league -2 -8 16 6
alone_kind=military -1 -3 -11 -2 | alone_kind=organisation -2 -3 -37 -3 | alone_kind=party -1 -7 3 -4
alone_kind=people -1 -1 -3 -4 | alone_kind=person 48 -16 -47 -42 | alone_kind=persons -2 -2 19 -7
alone_kind=prize -2 0 -1 -6 | alone_kind=product -2 -1 -2 -5 | alone_kind=products -1 0 -8 13
alone_kind=region -1 -1 -8 -3 | alone_kind=road -1 -3 -2 -1 | alone_kind=school -1 -3 29 -1
alone_kind=town -1 -5 -3 -1 | alone_kind=work -3 -2 -6 -11 | alone_kind=works -2 0 -3 -7 | before=" 18 -1 -11 -36
before=' -11 -7 -5 48 | before=( -26 -4 16 -22 | before=, 14 16 10 14 | before=- -20 -29 -40 -23 | before=: 8 24 1 -19
before=; -51 3 7 17 | before=a -3 -24 -25 26 | before=against 16 1 20 -12 | before=an 20 -18 -9 -3
before=and 9 24 4 -8 | before=as 11 34 25 -8 | before=at -7 20 3 2 | before=between 14 9 -13 -14
before=by 31 -12 12 -11 | before=called -14 -11 -14 36 | before=dr. 7 0 0 0 | before=for 10 -13 -20 -16
before=from -2 4 1 9 | before=his -4 -5 -3 18 | before=in -46 22 -44 4 | before=its -1 15 -29 1
before=like 7 -6 -4 32 | before=my -5 14 -6 -5 | before=named -1 6 4 -3 | before=near -2 10 0 -2
before=of -10 8 -13 8 | before=on -14 11 -11 17 | before=or -3 -10 15 39 | before=over -2 14 6 3 | before=sir 10 0 0 0
before=than 2 -2 -4 8 | before=that 32 -23 12 -15 | before=the -22 60 79 43 | before=through -2 -8 12 13
before=to -29 23 -2 55 | before=under -1 14 -1 0 | before=when 5 0 -3 -1 | before=where -1 0 14 -11
before=with 25 11 5 -5 | begins=The -25 -37 -9 -13 | begins=opener -49 -20 -70 -53 | behind=" -15 -3 -19 -1
behind='s 5 -8 25 10 | behind=( 16 11 38 53 | behind=) -21 3 24 43 | behind=, 22 17 28 18 | behind=- -27 23 -37 20
behind=. 6 4 31 -11 | behind=: 6 -28 -33 -45 | behind=; -21 8 -8 1 | behind=a -3 -2 -6 -7 | behind=and 17 14 15 -3
behind=are -3 31 -1 -6 | behind=at -12 58 -15 34 | behind=by -7 0 -11 28 | behind=for -44 -34 -13 -4
behind=from 26 -6 -14 0 | behind=had 10 -8 9 -4 | behind=has 4 6 13 15 | behind=have -1 0 -5 -3 | behind=in -1 6 61 35
behind=is 14 41 -17 30 | behind=of 34 -30 -29 -75 | behind=or -8 2 -5 23 | behind=says 3 0 -1 -7
behind=that 28 -12 14 -5 | behind=the -9 -2 -3 -16 | behind=to 17 18 -14 6 | behind=told 11 0 -8 0
behind=was 34 14 -37 30 | behind=were -26 -14 7 21 | behind=when 16 4 -11 -2 | behind=where 4 -15 19 -1
behind=which -4 4 -5 -11 | behind=who 25 -2 -13 -6 | behind=will -6 15 -14 8 | behind=with 9 -4 -2 5
behind=would 15 -17 4 9 | bracket -5 -20 -15 -6 | bracket_alone -21 15 30 -16 | capitals=1 1 -18 -40 -40
capitals=2 -39 -25 -48 -64 | capitals=3 -29 11 33 25 | capitals=4 -6 31 61 -13 | capitals=5 -15 -7 16 39
capitals=6 11 -4 -30 47 | cue:apposed=? 20 -20 -1 -18 | cue:apposed=band -3 -10 153 -13
cue:apposed=building -8 149 0 -1 | cue:apposed=company 0 -11 163 -1 | cue:apposed=event 0 0 0 150
cue:apposed=land 0 147 4 0 | cue:apposed=league 0 0 0 150 | cue:apposed=media 0 0 150 0
cue:apposed=military 0 0 150 0 | cue:apposed=organisation 0 0 150 0 | cue:apposed=party 0 0 150 0
cue:apposed=people 0 -2 2 150 | cue:apposed=person 144 -3 11 -4 | cue:apposed=prize 0 0 0 150
cue:apposed=product 0 0 0 150 | cue:apposed=region 0 150 0 0 | cue:apposed=road -1 146 -1 -1
cue:apposed=school 0 0 150 0 | cue:apposed=ship 2 0 0 149 | cue:apposed=station 0 3 148 0
cue:apposed=team -1 -1 154 -1 | cue:apposed=town 0 156 -4 -1 | cue:apposed=water 0 150 0 0
cue:apposed=website 0 0 0 150 | cue:apposed=work -1 -3 -14 174 | cue:before=band -8 -2 194 -8
cue:before=building -1 146 -3 -3 | cue:before=company 4 -1 155 -4 | cue:before=event -2 -1 -1 141
cue:before=events -1 -1 11 -1 | cue:before=land -1 141 -1 15 | cue:before=league 0 0 0 144
cue:before=media 0 0 150 0 | cue:before=military 0 0 149 0 | cue:before=organisation -1 0 155 -1
cue:before=party 0 0 150 0 | cue:before=people -3 0 9 144 | cue:before=person 168 -6 -7 -9
cue:before=persons 2 -4 8 -5 | cue:before=prize 0 0 0 150 | cue:before=product -4 -1 -1 135
cue:before=region -1 148 -1 -1 | cue:before=road -3 136 -1 -2 | cue:before=school 0 0 149 0
cue:before=ship -1 0 0 152 | cue:before=station 0 0 150 0 | cue:before=team -1 -2 164 -3
cue:before=town -4 168 -14 6 | cue:before=water -1 148 -1 -1 | cue:before=website -1 0 -1 154
cue:before=work -6 -6 -12 196 | cue:before=works -1 0 0 -7 | cue:before_comma=band -18 -1 185 -24
cue:before_comma=building 0 153 -2 0 | cue:before_comma=company 0 -13 164 0 | cue:before_comma=event 16 0 -10 149
cue:before_comma=land -1 149 -1 2 | cue:before_comma=league 1 -1 1 149 | cue:before_comma=media 0 0 150 0
cue:before_comma=military 3 0 147 -3 | cue:before_comma=organisation 0 0 150 0 | cue:before_comma=party 4 0 149 -1
cue:before_comma=people 0 0 0 150 | cue:before_comma=person 151 -6 9 -6 | cue:before_comma=prize 0 0 0 150
cue:before_comma=product 0 0 0 150 | cue:before_comma=region 0 149 -10 -3 | cue:before_comma=road 0 150 0 0
cue:before_comma=school 0 0 150 0 | cue:before_comma=ship -2 -1 0 155 | cue:before_comma=station 0 0 150 0
cue:before_comma=team 0 0 150 0 | cue:before_comma=town 0 150 0 0 | cue:before_comma=water 0 150 0 0
cue:before_comma=website 1 0 0 149 | cue:before_comma=work -12 -1 -5 178 | cue:before_comma=works -10 -1 -2 16
cue:before_of=building -3 -21 2 -10 | cue:before_of=company -1 10 -2 0 | cue:before_of=event -3 -24 13 -6
cue:before_of=league 0 0 -4 -1 | cue:before_of=organisation -3 -5 -6 3 | cue:before_of=party 0 -1 -4 -1
cue:before_of=person 2 4 18 -3 | cue:before_of=region -2 19 -4 -4 | cue:before_of=school -1 28 -2 -3
cue:before_of=station -1 14 4 -4 | cue:before_of=town -6 22 -14 -12 | cue:before_of_the=building -2 -7 5 -12
cue:before_of_the=military 0 -4 -5 -1 | cue:before_of_the=organisation 0 -2 3 -1 | cue:before_of_the=person -3 1 12 1
cue:before_of_the=product 0 18 -3 -3 | cue:before_of_the=works -1 8 -9 9 | cue:behind=band 0 0 -5 -9
cue:behind=building 0 0 -1 -16 | cue:behind=company -1 0 -15 21 | cue:behind=companys -2 -4 28 -6
cue:behind=event -5 14 -5 -14 | cue:behind=events 0 -1 -19 4 | cue:behind=land -1 -3 -2 1
cue:behind=league -1 -5 9 8 | cue:behind=leagues 0 -1 2 4 | cue:behind=military -1 0 -1 6
cue:behind=organisation -5 -3 -12 -4 | cue:behind=people -1 0 -2 7 | cue:behind=person -7 -13 40 18
cue:behind=persons -2 -8 22 5 | cue:behind=prizes 0 -1 7 -2 | cue:behind=product -4 4 0 1
cue:behind=products -10 10 32 -9 | cue:behind=region -1 19 8 -3 | cue:behind=regions -1 0 -2 -10
cue:behind=road -2 15 -3 -9 | cue:behind=team -1 -3 10 -18 | cue:behind=town -1 8 -11 -2
cue:behind=website -1 -2 6 6 | cue:behind=work -5 -10 16 31 | cue:behind=works 1 9 -3 3 | cue:bracket=band 0 0 150 0
cue:bracket=building 0 150 0 0 | cue:bracket=company 0 0 150 0 | cue:bracket=event 0 0 0 150
cue:bracket=land 0 150 0 0 | cue:bracket=league 0 0 0 150 | cue:bracket=media 0 0 150 0
cue:bracket=military 0 0 150 0 | cue:bracket=organisation 0 0 150 0 | cue:bracket=party 0 0 150 0
cue:bracket=people 0 0 0 150 | cue:bracket=person 150 0 0 0 | cue:bracket=prize 0 0 0 150
cue:bracket=product 14 0 -5 143 | cue:bracket=region 0 150 0 0 | cue:bracket=road 0 150 0 0
cue:bracket=school 0 0 150 0 | cue:bracket=ship 0 0 0 150 | cue:bracket=station 0 0 150 0 | cue:bracket=team 0 0 150 0
cue:bracket=town 0 150 0 0 | cue:bracket=water 0 150 0 0 | cue:bracket=website 0 0 0 150 | cue:bracket=work 0 0 0 150
cue:is_a=? 12 11 -26 4 | cue:is_a=band 0 -4 153 5 | cue:is_a=building -8 158 3 -1 | cue:is_a=company -8 -2 149 -2
cue:is_a=event -1 0 -1 154 | cue:is_a=land -1 157 -3 -2 | cue:is_a=league 0 0 -4 155 | cue:is_a=media 0 0 150 0
cue:is_a=military 0 0 154 0 | cue:is_a=organisation 0 -1 150 0 | cue:is_a=party 0 0 151 0 | cue:is_a=people 0 0 0 150
cue:is_a=person 157 -1 -2 -3 | cue:is_a=prize 0 0 0 150 | cue:is_a=product -1 -1 5 148 | cue:is_a=region 0 150 0 0
cue:is_a=road -2 160 -5 -1 | cue:is_a=school 0 0 151 0 | cue:is_a=ship 0 0 0 150 | cue:is_a=station 0 0 154 -2
cue:is_a=team 1 0 151 -2 | cue:is_a=town -3 170 -3 -1 | cue:is_a=water 0 150 0 0 | cue:is_a=website 0 0 0 150
cue:is_a=work -15 10 -2 182 | cue:possesses=building 0 -1 -12 -3 | cue:possesses=military 9 -3 -1 0
cue:possesses=person 15 -5 -15 -2 | cue:possesses=work 15 -2 -3 -3 | cue:such=bands 0 0 150 0
cue:such=buildings 0 150 0 0 | cue:such=companys 0 0 150 0 | cue:such=events 0 0 0 150 | cue:such=lands 0 150 0 0
cue:such=leagues 0 0 0 150 | cue:such=medias 0 0 150 0 | cue:such=militarys 0 0 150 0
cue:such=organisations 0 0 150 0 | cue:such=partys 0 0 150 0 | cue:such=peoples 0 0 0 150
cue:such=persons 160 -2 -4 -2 | cue:such=prizes 0 0 0 150 | cue:such=products 0 0 0 150 | cue:such=regions 0 150 0 0
cue:such=roads 0 150 0 0 | cue:such=schools 0 0 150 0 | cue:such=ships 0 0 0 150 | cue:such=stations 0 0 150 0
cue:such=teams 0 0 150 0 | cue:such=towns 0 150 0 0 | cue:such=waters 0 150 0 0 | cue:such=websites 0 0 0 150
cue:such=works 0 0 0 152 | designation -4 -3 14 44 | digit -99 -86 -63 92 | dot -6 -35 -10 -77
elsewhere:apposed=? 71 -40 -30 14 | elsewhere:apposed=band -5 -2 112 -1 | elsewhere:apposed=building 0 100 0 0
elsewhere:apposed=company 0 0 100 0 | elsewhere:apposed=event 0 0 0 100 | elsewhere:apposed=land 0 100 0 0
elsewhere:apposed=league 0 0 0 100 | elsewhere:apposed=media 0 0 100 0 | elsewhere:apposed=military 0 0 100 0
elsewhere:apposed=organisation 0 0 100 0 | elsewhere:apposed=party 0 0 100 0 | elsewhere:apposed=people 0 -4 6 99
elsewhere:apposed=person 93 -1 -1 -3 | elsewhere:apposed=prize 0 0 0 100 | elsewhere:apposed=product 0 0 0 100
elsewhere:apposed=region 0 100 0 0 | elsewhere:apposed=road 0 100 0 0 | elsewhere:apposed=school 0 0 100 0
elsewhere:apposed=ship 0 0 0 100 | elsewhere:apposed=station 0 3 98 0 | elsewhere:apposed=team -1 0 107 -5
elsewhere:apposed=town 0 115 -15 0 | elsewhere:apposed=water 0 100 0 0 | elsewhere:apposed=website 0 0 0 100
elsewhere:apposed=work 0 0 -2 103 | elsewhere:apposed=works -1 12 -4 -1 | elsewhere:before=band -37 -3 150 7
elsewhere:before=building -2 99 -10 -1 | elsewhere:before=company 17 -1 107 -2 | elsewhere:before=event -36 0 -1 132
elsewhere:before=events -1 -3 21 -2 | elsewhere:before=land -3 100 -1 -9 | elsewhere:before=league 0 0 0 99
elsewhere:before=media 0 0 100 0 | elsewhere:before=military 0 0 100 0 | elsewhere:before=organisation -2 2 103 -10
elsewhere:before=party -3 0 99 0 | elsewhere:before=people -5 0 57 89 | elsewhere:before=person 92 -12 27 -10
elsewhere:before=prize 0 0 0 100 | elsewhere:before=product -31 -3 -12 171 | elsewhere:before=region 0 98 -1 0
elsewhere:before=road -6 93 -1 -9 | elsewhere:before=school 0 0 100 0 | elsewhere:before=ship -4 -4 -6 117
elsewhere:before=station 0 0 100 0 | elsewhere:before=team 0 0 100 0 | elsewhere:before=town -1 80 4 -4
elsewhere:before=water -3 89 -7 -8 | elsewhere:before=website -1 -1 -1 97 | elsewhere:before=work -6 -2 40 111
elsewhere:before_comma=band -20 -2 128 -4 | elsewhere:before_comma=building -1 104 -2 0
elsewhere:before_comma=company 0 0 100 0 | elsewhere:before_comma=event 32 -2 13 92
elsewhere:before_comma=land -2 98 -1 -6 | elsewhere:before_comma=league 6 -8 7 86
elsewhere:before_comma=media 0 0 100 0 | elsewhere:before_comma=military 17 0 96 -15
elsewhere:before_comma=organisation 0 0 100 0 | elsewhere:before_comma=party 0 0 100 0
elsewhere:before_comma=people 0 0 0 100 | elsewhere:before_comma=person 65 -7 24 -7
elsewhere:before_comma=prize 0 0 0 100 | elsewhere:before_comma=product 0 0 0 100
elsewhere:before_comma=region 0 113 -10 -8 | elsewhere:before_comma=road 0 100 0 0
elsewhere:before_comma=school 0 0 100 0 | elsewhere:before_comma=ship -2 -3 -6 114
elsewhere:before_comma=station 0 0 100 0 | elsewhere:before_comma=team 0 0 100 0
elsewhere:before_comma=town 0 100 0 0 | elsewhere:before_comma=water 0 100 0 0
elsewhere:before_comma=website -16 0 0 99 | elsewhere:before_comma=work -1 -1 -7 119
elsewhere:before_comma=works -1 0 -1 10 | elsewhere:before_of=building -2 -17 38 -9
elsewhere:before_of=event 9 3 12 -8 | elsewhere:before_of=league -1 -7 -8 -1 | elsewhere:before_of=leagues 0 0 -4 0
elsewhere:before_of=organisation -2 1 -9 -6 | elsewhere:before_of=party 0 15 -1 -1
elsewhere:before_of=person -5 26 -21 27 | elsewhere:before_of=school -1 20 13 -3
elsewhere:before_of=team 0 -19 -6 -2 | elsewhere:before_of=town -29 66 -23 -21
elsewhere:before_of_the=building -5 -4 17 -22 | elsewhere:before_of_the=league -2 10 -23 22
elsewhere:before_of_the=military 0 -12 -1 -3 | elsewhere:before_of_the=militarys 0 -5 11 -2
elsewhere:before_of_the=person -5 -8 40 -23 | elsewhere:before_of_the=persons 0 -1 6 -3
elsewhere:before_of_the=product 0 60 -17 -14 | elsewhere:before_of_the=team -1 -4 22 -7
elsewhere:before_of_the=works -1 52 -23 -2 | elsewhere:behind=buildings 0 -5 30 -6 | elsewhere:behind=company 0 0 0 14
elsewhere:behind=event -4 -40 11 5 | elsewhere:behind=events 0 -3 -31 17 | elsewhere:behind=league -3 5 1 16
elsewhere:behind=leagues -2 -37 18 11 | elsewhere:behind=organisation -14 -1 -6 -2
elsewhere:behind=people -1 0 -1 28 | elsewhere:behind=peoples 0 0 -1 27 | elsewhere:behind=person -24 68 62 -22
elsewhere:behind=persons -16 -36 45 -22 | elsewhere:behind=prizes -1 -3 -4 -9 | elsewhere:behind=product -19 46 -26 4
elsewhere:behind=products 13 60 -34 -10 | elsewhere:behind=regions -1 0 -1 3 | elsewhere:behind=road -12 13 -7 -6
elsewhere:behind=school -2 -22 -5 -4 | elsewhere:behind=town -4 0 -8 -5 | elsewhere:behind=website -1 -7 7 20
elsewhere:behind=work -9 31 -5 27 | elsewhere:behind=works 0 48 -13 -12 | elsewhere:bracket=band 0 0 100 0
elsewhere:bracket=building 0 100 0 0 | elsewhere:bracket=company 0 0 100 0 | elsewhere:bracket=event 0 0 0 100
elsewhere:bracket=land 0 100 0 0 | elsewhere:bracket=league 0 0 0 100 | elsewhere:bracket=media 0 0 100 0
elsewhere:bracket=military 0 0 100 0 | elsewhere:bracket=organisation 0 0 100 0 | elsewhere:bracket=party 0 0 100 0
elsewhere:bracket=people 0 0 0 100 | elsewhere:bracket=person 100 0 0 0 | elsewhere:bracket=prize 0 0 0 100
elsewhere:bracket=product 15 -1 -7 95 | elsewhere:bracket=region 0 100 0 0 | elsewhere:bracket=road 0 100 0 0
elsewhere:bracket=school 0 0 100 0 | elsewhere:bracket=ship 0 0 0 100 | elsewhere:bracket=station 0 0 100 0
elsewhere:bracket=team 0 0 100 0 | elsewhere:bracket=town 0 100 0 0 | elsewhere:bracket=water 0 100 0 0
elsewhere:bracket=website 0 0 0 100 | elsewhere:bracket=work 0 0 0 100 | elsewhere:by -3 55 -48 -17
elsewhere:in 2 41 -19 -16 | elsewhere:is_a=? 23 30 -43 27 | elsewhere:is_a=band -2 -35 116 11
elsewhere:is_a=building 56 81 -4 -8 | elsewhere:is_a=company -3 -3 111 -3 | elsewhere:is_a=event -2 -2 -9 134
elsewhere:is_a=land 0 115 -9 -4 | elsewhere:is_a=league 0 0 -4 106 | elsewhere:is_a=media 0 0 100 0
elsewhere:is_a=military 0 0 102 0 | elsewhere:is_a=organisation -2 -3 82 -3 | elsewhere:is_a=party 0 0 101 0
elsewhere:is_a=people 0 0 0 100 | elsewhere:is_a=person 112 -6 -7 -9 | elsewhere:is_a=prize 0 0 0 100
elsewhere:is_a=product -1 -2 10 90 | elsewhere:is_a=region 0 100 0 0 | elsewhere:is_a=road 0 107 -4 -2
elsewhere:is_a=school 0 -1 101 0 | elsewhere:is_a=ship 0 0 0 100 | elsewhere:is_a=station 0 0 118 0
elsewhere:is_a=team 0 0 98 -4 | elsewhere:is_a=town -6 121 -3 -2 | elsewhere:is_a=water 0 100 0 0
elsewhere:is_a=website 0 0 0 100 | elsewhere:is_a=work -17 16 -5 130 | elsewhere:possesses=military 21 -9 -2 -2
elsewhere:possesses=person 39 0 -3 -15 | elsewhere:possesses=work 49 -6 -5 -12 | elsewhere:speaks 17 -51 40 -7
elsewhere:such=bands 0 0 100 0 | elsewhere:such=buildings 0 100 0 0 | elsewhere:such=companys 0 0 100 0
elsewhere:such=events 0 0 0 100 | elsewhere:such=lands 0 100 0 0 | elsewhere:such=leagues 0 0 0 100
elsewhere:such=medias 0 0 100 0 | elsewhere:such=militarys 0 0 100 0 | elsewhere:such=organisations 0 0 100 0
elsewhere:such=partys 0 0 100 0 | elsewhere:such=peoples 0 0 0 100 | elsewhere:such=persons 100 0 0 0
elsewhere:such=prizes 0 0 0 100 | elsewhere:such=products 0 0 0 100 | elsewhere:such=regions 0 100 0 0
elsewhere:such=roads 0 100 0 0 | elsewhere:such=schools 0 0 100 0 | elsewhere:such=ships 0 0 0 100
elsewhere:such=stations 0 0 100 0 | elsewhere:such=teams 0 0 100 0 | elsewhere:such=towns 0 100 0 0
elsewhere:such=waters 0 100 0 0 | elsewhere:such=websites 0 0 0 100 | elsewhere:such=works 0 0 0 100
elsewhere:the -9 59 36 44 | ends_in_joiner -21 -18 6 -41 | every -80 -55 -57 -65 | first=EVENT 0 -1 -7 36
first=ORG 0 33 5 -5 | first_name 8 27 -21 4 | has=& -2 -5 2 -10 | has=: -43 -18 -38 -63 | has=and -15 49 14 -28
has=of -20 22 58 38 | hyphen 23 -26 -20 42 | in_quotes -12 -32 -29 -60 | joined_before=& 15 -3 -9 -8
joined_before=and 20 38 1 7 | joined_before=of -34 1 9 -44 | joined_behind=& 10 -4 -7 -6
joined_behind=and 19 -19 12 3 | joined_behind=of 14 -15 -2 -42 | kind_of=building -2 41 11 -18
kind_of=event -2 -3 -19 78 | kind_of=league 0 -2 14 -1 | kind_of=organisation 0 -5 38 -3 | kind_of=party 0 -1 8 0
kind_of=person -2 -2 -8 -19 | kind_of=persons 0 0 0 3 | kind_of=products 0 0 -2 10 | kind_of=region 0 23 -10 -5
kind_of=school 0 -23 19 -5 | kind_of=station 0 -6 -2 0 | kind_of=team 0 -1 -11 0 | kind_of=town 0 22 -3 -3
kind_of=works 0 0 0 -3 | large_before -87 -72 -62 -91 | large_before=NNP -52 -78 -62 -64
large_before=other -35 6 0 -26 | large_behind -92 -43 -75 -104 | large_behind=NNP -50 -25 -37 -29
large_behind=other -42 -18 -38 -75 | last=EVENT -8 -8 -36 86 | last=FAC -21 59 46 -38 | last=GPE -2 42 -15 -4
last=LAW -3 -2 -4 27 | last=LOC -11 25 1 -10 | last=ORG -36 32 93 -102 | last=WORK_OF_ART -4 -7 -23 49
last_kind=band -5 -6 23 -5 | last_kind=building -41 86 40 -46 | last_kind=buildings 0 -1 6 -3
last_kind=company -17 -9 38 -6 | last_kind=event -7 -25 -64 77 | last_kind=land -22 29 13 0
last_kind=league -4 -19 13 12 | last_kind=leagues -1 0 -5 21 | last_kind=media -1 -1 6 0
last_kind=military -6 13 16 -13 | last_kind=organisation -16 -14 -37 -27 | last_kind=party -2 -20 47 -11
last_kind=person 53 -24 -32 -50 | last_kind=persons -2 -1 6 -8 | last_kind=prize -4 -6 -11 37
last_kind=prizes -1 -1 -13 20 | last_kind=product -1 -3 -6 -5 | last_kind=products -1 0 -9 -3
last_kind=region -11 -6 25 -21 | last_kind=regions -6 26 4 -10 | last_kind=road -7 103 -49 -21
last_kind=school -4 -16 38 -4 | last_kind=station -1 0 22 -5 | last_kind=team -1 -15 14 -13
last_kind=town -3 13 -21 -10 | last_kind=water -5 18 14 -15 | last_kind=work -7 -7 -15 0 | last_kind=works -4 0 -3 14
middle='s -5 35 6 0 | middle=- 27 -20 -11 6 | middle=. -2 -12 -23 -23 | middle=/ -4 -3 -16 -2 | middle=at -7 -5 7 -15
middle=by -3 -2 -5 -11 | middle=from -2 -1 -3 -4 | middle=in -12 -16 -28 -32 | middle=on -5 -3 -12 -14
middle=to -6 -2 36 9 | middle=with -4 -2 -7 -13 | model=EVENT -13 -11 15 56 | model=FAC 4 -11 24 -5
model=GPE 17 24 1 10 | model=LANGUAGE 1 -1 -6 -12 | model=LAW -1 -2 12 20 | model=LOC -12 27 -34 7
model=NORP 65 7 29 -2 | model=ORG 14 16 -18 10 | model=PERSON -4 47 1 -15 | model=PRODUCT 4 5 29 -13
model=WORK_OF_ART -39 3 -12 -50 | model_across=LOC -1 -4 -3 -3 | model_across=MISC -5 -7 -10 6
model_across=ORG -8 -17 -18 21 | model_across=PER -9 -8 -11 -1 | model_across_sure=0 -14 -23 -26 40
model_across_sure=1 -7 -11 -14 -14 | model_around=LOC -11 -4 -6 -15 | model_around=MISC 14 -27 -23 19
model_around=ORG -29 -48 -30 -26 | model_around=PER -41 -9 0 -14 | model_around_sure=0 -11 -16 -2 6
model_around_sure=1 -14 -56 -31 -30 | model_around_sure=2 -41 -17 -26 -12 | model_none -40 -43 -41 -41
model_sure=LOC/1 5 -2 -25 -5 | model_sure=LOC/2 10 -20 8 3 | model_sure=LOC/3 -20 -4 19 28
model_sure=LOC/4 9 8 -12 12 | model_sure=LOC/5 11 31 -35 -18 | model_sure=LOC/6 -6 28 37 -8
model_sure=MISC/0 -3 -3 -3 8 | model_sure=MISC/1 -8 -18 40 -10 | model_sure=MISC/2 -24 21 -1 -47
model_sure=MISC/3 6 -7 25 13 | model_sure=MISC/4 4 9 -18 12 | model_sure=MISC/5 3 -1 18 19
model_sure=MISC/6 39 -1 5 3 | model_sure=ORG/1 2 24 -32 -17 | model_sure=ORG/2 20 4 -24 1
model_sure=ORG/3 13 -6 -14 0 | model_sure=ORG/4 18 -6 14 12 | model_sure=ORG/5 -7 3 20 19
model_sure=ORG/6 -30 -1 20 -3 | model_sure=PER/1 -22 -24 12 -2 | model_sure=PER/2 3 -10 -19 5
model_sure=PER/3 -8 30 -15 -12 | model_sure=PER/4 -24 -2 12 -30 | model_sure=PER/5 16 31 10 21
model_sure=PER/6 32 21 0 3 | model_two_within 74 41 64 34 | model_within=LOC 7 35 64 22
model_within=MISC 33 -3 -22 10 | model_within=ORG 17 -11 -10 -17 | model_within=PER 23 -2 -20 15
model_within_sure=0 -24 34 13 30 | model_within_sure=1 49 -13 14 23 | model_within_sure=2 33 8 -19 -37
no_name 3 21 -1 -24 | opens=6 -80 -55 -57 -65 | others=LOC/0/1 3 27 -18 11 | others=LOC/0/2 -10 -24 12 -1
others=LOC/0/3 -1 3 -5 -1 | others=LOC/1/1 32 6 16 -2 | others=LOC/1/2 -13 5 -26 9 | others=LOC/1/3 1 -18 18 -25
others=MISC/0/1 -9 -9 35 -16 | others=MISC/0/2 -6 0 15 -3 | others=MISC/0/3 -1 0 47 -5
others=MISC/1/1 -28 -10 -10 -22 | others=MISC/1/2 54 -16 -3 17 | others=MISC/1/3 10 -2 -13 39
others=ORG/0/1 25 2 -23 -18 | others=ORG/0/2 -8 -31 -29 6 | others=ORG/0/3 13 92 2 -15 | others=ORG/1/1 -3 34 10 11
others=ORG/1/2 6 -50 -35 -9 | others=ORG/1/3 -21 -30 31 32 | others=PER/0/1 -5 -11 21 -4 | others=PER/0/2 -12 4 25 12
others=PER/0/3 -54 -19 -19 26 | others=PER/1/1 52 12 -17 -10 | others=PER/1/2 -41 3 -28 -30
others=PER/1/3 16 63 -1 -2 | others_LOC -3 36 -24 -15 | others_MISC 23 -44 13 43 | others_ORG 1 -2 9 -19
others_PER -21 42 8 -9 | others_none -80 -87 -64 -65 | part_of=LOC/1 -23 36 8 -13 | part_of=LOC/2 -15 12 3 -16
part_of=MISC/1 -34 -4 -56 -14 | part_of=MISC/2 -9 -25 11 -6 | part_of=ORG/1 -67 42 14 -12 | part_of=ORG/2 27 35 30 10
part_of=PER/1 59 -37 -45 14 | part_of=PER/2 55 -15 -10 26 | people 29 -12 -46 123 | people_first -21 9 50 -13
people_last 29 67 6 44 | place 18 57 62 -35 | place_first 0 -17 77 -24 | place_last 3 -9 34 19
preposition=? -2 -48 -15 -19 | preposition=against 14 -4 39 -22 | preposition=around -1 0 7 -8
preposition=as 24 22 16 -38 | preposition=at -18 31 25 4 | preposition=between 13 -2 8 -21
preposition=by 16 -42 49 6 | preposition=for 15 -9 -27 17 | preposition=from 2 1 -3 12 | preposition=in -33 39 -13 -12
preposition=into -5 -15 16 2 | preposition=like 9 -19 -22 21 | preposition=near -2 17 -4 -3
preposition=of -22 -12 -12 18 | preposition=on -24 38 -44 9 | preposition=over 7 11 -10 8 | preposition=than 2 -2 -4 9
preposition=through -4 9 1 -6 | preposition=to -4 42 -2 -14 | preposition=under -4 -2 -12 37
preposition=with 17 -8 33 11 | proper=0 -90 -31 -38 -48 | proper=1 -68 -38 -34 -43 | proper=2 78 13 15 26
quoted -34 12 11 32 | relation=ROOT -20 -94 -30 -25 | relation=acl -2 -1 -2 -4 | relation=acomp -2 0 -3 12
relation=advcl -10 -4 -7 -13 | relation=advmod -29 3 -25 -32 | relation=amod -22 4 -10 25 | relation=appos 10 13 -13 9
relation=attr 5 23 -34 -47 | relation=aux -5 -3 -7 -12 | relation=cc -2 -1 -2 -5 | relation=ccomp 14 -1 -2 -6
relation=compound -24 -6 -13 -8 | relation=conj 34 26 45 60 | relation=csubj -1 -1 -2 -5 | relation=dative 0 17 -1 -2
relation=dep 34 -8 -34 -6 | relation=det -10 -9 -6 -36 | relation=dobj 34 -21 20 -14 | relation=expl -2 5 -2 -4
relation=intj -12 -3 3 -23 | relation=mark -4 -2 -2 -8 | relation=nmod -58 -19 13 0
relation=npadvmod -14 -42 -16 -39 | relation=nsubj 76 20 62 24 | relation=nsubjpass -5 15 4 53
relation=nummod 10 -8 -15 -7 | relation=oprd 8 -15 -15 42 | relation=pcomp -15 -2 17 4 | relation=pobj 0 51 24 13
relation=poss -26 30 40 -8 | relation=preconj -9 -3 -3 13 | relation=prep -18 -11 -22 -20 | relation=punct 1 -4 -5 -2
relation=quantmod -1 0 0 -3 | relation=relcl -3 -2 -4 4 | roots=1 -7 -1 15 11 | roots=2 -31 0 -17 -4
roots=3 -42 -54 -56 -72 | rules=LOC/ 22 22 1 20 | rules=LOC/definition -9 36 -6 -3 | rules=LOC/list -4 -10 17 -13
rules=LOC/majority -11 19 7 -12 | rules=LOC/repeated -7 13 2 -3 | rules=LOC/stands where places stand -2 1 -7 8
rules=LOC/word in the name -3 11 31 -7 | rules=MISC/ 59 -16 4 28 | rules=MISC/acronym -1 -3 19 -7
rules=MISC/majority -9 -3 -3 -4 | rules=MISC/quoted title -4 17 18 30 | rules=MISC/repeated -3 -1 -2 21
rules=MISC/word in the name -1 -3 -11 21 | rules=ORG/ -27 -19 -3 31 | rules=ORG/acronym -2 6 34 -11
rules=ORG/list 10 10 -23 -4 | rules=ORG/majority 13 7 22 -20 | rules=ORG/repeated -3 -15 35 -7
rules=ORG/whole name -1 -3 6 10 | rules=ORG/word in the name -1 15 -6 -5 | rules=PER/ -11 11 -18 8
rules=PER/list -4 -3 7 2 | rules=PER/majority -5 -7 20 -17 | rules=PER/nickname 22 0 0 -1
rules=PER/repeated 16 8 -4 -15 | rules=PER/surname 49 5 -23 24 | rules_across=LOC -1 -4 -2 -3
rules_across=MISC -4 -6 -10 -4 | rules_across=ORG -8 -15 -17 9 | rules_across=PER -9 -8 -11 -1
rules_around=LOC -13 -13 -16 -20 | rules_around=MISC 6 -29 -17 -14 | rules_around=ORG -34 -39 -31 -18
rules_around=PER -63 -12 -4 -29 | rules_label=EVENT -16 -19 9 85 | rules_label=FAC 3 42 28 -26
rules_label=GPE -6 68 26 3 | rules_label=LANGUAGE 0 -1 -7 -20 | rules_label=LAW -1 -2 12 23
rules_label=LOC -11 21 -29 5 | rules_label=NORP 77 5 29 -2 | rules_label=ORG -10 1 68 -7
rules_label=PERSON 70 14 -18 0 | rules_label=PRODUCT 17 7 6 -10 | rules_label=WORK_OF_ART -37 -1 -26 17
rules_none -26 -74 -85 -53 | rules_sure=LOC/1 -3 -21 0 -10 | rules_sure=LOC/2 1 31 28 -7
rules_sure=LOC/3 -21 0 32 16 | rules_sure=LOC/4 4 27 -20 11 | rules_sure=LOC/5 12 49 -41 -19
rules_sure=LOC/6 -6 46 26 -9 | rules_sure=MISC/1 4 -11 -7 17 | rules_sure=MISC/2 -19 11 -8 36
rules_sure=MISC/3 6 -15 14 21 | rules_sure=MISC/4 9 10 -17 4 | rules_sure=MISC/5 3 -1 18 19
rules_sure=MISC/6 38 -4 24 -4 | rules_sure=ORG/1 9 11 -40 -20 | rules_sure=ORG/2 21 5 3 9
rules_sure=ORG/3 -16 15 19 11 | rules_sure=ORG/4 13 -10 37 -4 | rules_sure=ORG/5 -21 -7 29 23
rules_sure=ORG/6 -15 -14 20 -26 | rules_sure=PER/1 -20 11 6 -19 | rules_sure=PER/2 7 -36 -1 -16
rules_sure=PER/3 33 4 -18 -12 | rules_sure=PER/4 3 -17 -2 -4 | rules_sure=PER/5 29 32 5 18
rules_sure=PER/6 18 19 -8 35 | rules_within=LOC 5 7 31 32 | rules_within=MISC 17 -2 -14 -11
rules_within=ORG 19 -33 23 2 | rules_within=PER -6 18 -15 18 | said_before=LOC -5 36 -11 -9
said_before=MISC -1 0 -7 22 | said_before=ORG -9 -2 52 -11 | said_before=PER 54 -1 -1 -2
said_behind=LOC -5 -19 -20 9 | said_behind=MISC -2 9 -2 3 | said_behind=ORG -1 -27 -15 3 | seen_small=0 20 -13 -5 -13
seen_small=1 -67 2 16 29 | seen_small=2 -32 -44 -69 -80 | sentence -31 -26 -67 -79 | sentence_alone -30 -33 -22 -56
sentence_seen_small -41 -24 -48 -42 | settled=LOC/1 -55 92 40 36 | settled=LOC/2 24 42 -18 6
settled=LOC/3 -7 -10 -10 -48 | settled=MISC/1 9 -9 34 33 | settled=MISC/2 -8 -9 -14 49 | settled=MISC/3 47 -8 9 33
settled=ORG/1 35 -14 46 16 | settled=ORG/2 3 27 9 -17 | settled=ORG/3 -50 -2 70 -10 | settled=PER/1 71 -15 -11 15
settled=PER/2 11 23 5 -22 | settled=PER/3 -5 -10 -27 12 | shape=ALL -77 6 32 35 | shape=Large 68 36 25 64
shape=digits 0 -6 -5 -8 | shape=letter 1 -18 -40 -40 | shape=small -71 -73 -70 -116 | share_LOC -19 88 7 -13
share_MISC -15 -52 -10 66 | share_ORG -19 20 25 3 | share_PER 67 -21 4 12 | small_word_within -17 -69 -33 8
surname 105 -70 -22 28 | tag_before=$ 17 -10 -30 -40 | tag_before='' -10 7 -15 34 | tag_before=, 14 16 10 14
tag_before=-LRB- -27 -4 14 -25 | tag_before=-RRB- 13 -4 8 19 | tag_before=. -24 -28 10 -27 | tag_before=: -39 17 13 8
tag_before=CC 15 -3 16 28 | tag_before=CD -14 -17 -22 -16 | tag_before=DT 16 39 42 44 | tag_before=HYPH -10 4 -16 -17
tag_before=IN 29 29 30 24 | tag_before=JJ -50 40 -32 3 | tag_before=JJR -2 2 -19 8 | tag_before=JJS -14 -4 -4 -5
tag_before=MD 16 -2 -6 -4 | tag_before=NFP 15 -28 17 -30 | tag_before=NN -5 -3 -33 8 | tag_before=NNP -23 -66 -85 -45
tag_before=NNPS -2 -1 -3 -12 | tag_before=NNS 5 -13 7 4 | tag_before=POS 16 -12 -9 26 | tag_before=PRP -8 -4 -17 -26
tag_before=PRP$ -12 21 -15 7 | tag_before=RB -16 41 -30 20 | tag_before=RP -12 -2 16 -4 | tag_before=SYM -18 26 13 14
tag_before=TO -1 -1 -1 -6 | tag_before=UH 7 -1 -1 -1 | tag_before=VB 19 -17 8 1 | tag_before=VBD 25 3 30 -23
tag_before=VBG 24 -30 31 28 | tag_before=VBN -16 -2 46 17 | tag_before=VBP 10 11 31 -22 | tag_before=VBZ 2 15 -8 -16
tag_before=WDT -2 -3 6 -3 | tag_before=WP -7 -1 -2 1 | tag_before=WRB -11 -2 9 0 | tag_before=XX 4 -5 0 -33
tag_before=^ -16 -58 -39 -19 | tag_before=`` 17 -5 -19 5 | tag_behind=$ -42 -61 -41 -22 | tag_behind='' -47 -6 -34 46
tag_behind=, 21 25 25 29 | tag_behind=-LRB- 24 10 28 46 | tag_behind=-RRB- -3 41 11 29 | tag_behind=. -23 -5 -17 2
tag_behind=: -16 -25 -51 -11 | tag_behind=CC 19 9 -2 25 | tag_behind=CD -22 -54 -43 -59 | tag_behind=DT -16 -8 4 -36
tag_behind=HYPH -12 22 -20 -40 | tag_behind=IN -62 1 -27 -14 | tag_behind=JJ -13 13 -2 -16 | tag_behind=MD -18 25 2 -1
tag_behind=NFP 14 -16 20 19 | tag_behind=NN -40 2 26 9 | tag_behind=NNP -56 -43 -43 -35 | tag_behind=NNPS 2 22 -18 -21
tag_behind=NNS -18 -7 42 3 | tag_behind=POS 37 -9 50 12 | tag_behind=PRP 15 -6 -34 -19 | tag_behind=PRP$ -9 -1 -2 -4
tag_behind=RB 29 7 16 -11 | tag_behind=RP 12 -1 -3 -14 | tag_behind=SYM -15 -6 18 58 | tag_behind=TO 20 0 -15 31
tag_behind=UH 27 -5 -4 -7 | tag_behind=VB -12 2 34 20 | tag_behind=VBD 63 -6 54 -18 | tag_behind=VBG 8 13 -6 8
tag_behind=VBN -22 -1 -15 -13 | tag_behind=VBP 9 7 -12 -50 | tag_behind=VBZ -20 29 14 41 | tag_behind=WDT 24 -6 9 -17
tag_behind=WP 24 -2 -13 -6 | tag_behind=WRB 16 -11 0 -5 | tag_behind=XX 16 0 -3 -11 | tag_behind=`` -8 -2 0 -8
tag_first='' 0 0 -1 -3 | tag_first=ADD 0 0 18 -1 | tag_first=CC -2 -1 -2 -5 | tag_first=CD -9 -20 64 -58
tag_first=DT -36 -26 -24 -15 | tag_first=EX -2 5 -2 -4 | tag_first=IN -19 -11 -21 1 | tag_first=JJ -8 -4 -2 49
tag_first=JJR -2 0 -3 5 | tag_first=JJS -1 -1 -3 11 | tag_first=MD 9 -1 -4 -4 | tag_first=NFP -2 -1 -1 34
tag_first=NN 58 20 7 63 | tag_first=NNP 14 28 31 9 | tag_first=NNPS 34 3 -3 -23 | tag_first=NNS 22 1 -17 27
tag_first=PRP -33 -22 -31 -42 | tag_first=PRP$ -3 -3 -5 20 | tag_first=RB -16 -8 -17 -25 | tag_first=UH -14 -4 18 -6
tag_first=VB -3 -4 -12 8 | tag_first=VBD -3 -1 -2 -4 | tag_first=VBG -21 14 -18 -21 | tag_first=VBN -6 -3 -13 -26
tag_first=VBP -10 -2 -5 -9 | tag_first=VBZ -4 -1 -2 -6 | tag_first=WP -5 -2 -4 -9 | tag_first=WRB -7 -5 -9 -12
tag_first=XX -6 -1 -1 -4 | tag_last='' -1 -2 -6 -13 | tag_last=. -9 -9 3 -28 | tag_last=CC -2 -6 -3 11
tag_last=CD -31 -24 -61 -54 | tag_last=DT -16 -12 -26 -33 | tag_last=EX -2 5 -2 -4 | tag_last=FW -7 0 18 -5
tag_last=IN -9 -19 -63 -38 | tag_last=JJ -7 39 11 20 | tag_last=JJR -1 0 -1 8 | tag_last=MD 13 0 -1 -2
tag_last=NFP -2 -2 -1 -3 | tag_last=NN 40 12 -5 27 | tag_last=NNP 70 84 67 61 | tag_last=NNPS 24 -35 98 25
tag_last=NNS 13 -2 34 50 | tag_last=POS -5 -2 -5 -4 | tag_last=PRP -55 -30 -47 -46 | tag_last=PRP$ -3 -2 -5 11
tag_last=RB -18 -9 -21 -2 | tag_last=UH -12 -9 16 -7 | tag_last=VB -8 -4 -11 3 | tag_last=VBD -2 -1 -2 -4
tag_last=VBG -9 -4 -9 -12 | tag_last=VBN -5 -3 -16 -17 | tag_last=VBP -11 -3 -4 -8 | tag_last=VBZ -3 -4 -8 7
tag_last=WP -6 -3 -6 14 | tag_last=WRB -8 -6 -9 -12 | tag_last=XX -6 0 -1 -3 | times=2 15 -1 35 37
times=3 -16 -12 28 44 | times=4 4 -27 15 -15 | within_a_name -79 -49 -58 -73 | words=1 -109 -61 -71 -63
words=2 5 -12 -26 -7 | words=3 -25 33 6 -1 | words=4 25 -8 24 1 | words=5 21 21 -28 -18 | words=6 3 -28 38 24
"""
