"""The 82 counties by region: our own grouping by place, for filters and for balance; not an official one."""

COUNTIES = {
    "delta": "Bolivar 011, Carroll 015, Coahoma 027, Holmes 051, Humphreys 053, Issaquena 055, Leflore 083, "
    "Quitman 119, Sharkey 125, Sunflower 133, Tallahatchie 135, Tunica 143, Washington 151, Yazoo 163",
    "coast": "George 039, Hancock 045, Harrison 047, Jackson 059, Pearl River 109, Stone 131",
    "north": "Alcorn 003, Benton 009, Calhoun 013, Chickasaw 017, Choctaw 019, Clay 025, DeSoto 033, Grenada 043, "
    "Itawamba 057, Lafayette 071, Lee 081, Lowndes 087, Marshall 093, Monroe 095, Montgomery 097, Oktibbeha 105, "
    "Panola 107, Pontotoc 115, Prentiss 117, Tate 137, "
    "Tippah 139, Tishomingo 141, Union 145, Webster 155, Yalobusha 161",
    "central": "Attala 007, Claiborne 021, Clarke 023, Copiah 029, Hinds 049, Jasper 061, Kemper 069, Lauderdale 075, "
    "Leake 079, Madison 089, Neshoba 099, Newton 101, Noxubee 103, Rankin 121, Scott 123, Simpson 127, Smith 129, "
    "Warren 149, Winston 159",
    "south": "Adams 001, Amite 005, Covington 031, Forrest 035, Franklin 037, Greene 041, Jefferson 063, "
    "Jefferson Davis 065, Jones 067, Lamar 073, Lawrence 077, Lincoln 085, Marion 091, Perry 111, Pike 113, "
    "Walthall 147, Wayne 153, Wilkinson 157",
}
STATE_FIPS = "28"
BY_FIPS = {
    STATE_FIPS + line[-3:]: (f"{line[:-4]} County", region)
    for region, lines in COUNTIES.items()
    for line in lines.split(", ")
}
