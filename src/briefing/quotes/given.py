"""Common given names: a weak sign, used to settle whom `he` or `she` means, and a voice only where the user asks."""

from __future__ import annotations

from briefing.model import Gender

__all__ = ["likely_gender"]

_MALE = """
aaron abdul abraham adam ahmed al alan albert alejandro alex alexander alfred ali allen alvin amir andre andrew
andy angelo anthony antonio arnold arthur asa barack barry ben benjamin bernard bernie bill billy bob bobby
boris brad bradley brandon brendan brent brett brian bruce bryan caleb calvin cameron carl carlos chad charles
charlie chris christian christopher chuck clarence clark claude clay clayton cliff clifford clint clyde cody
colin connor corey cory craig curt curtis dale dan daniel danny darrell darren dave david dean dennis derek
devin diego dick dmitri dominic don donald doug douglas drew duane dustin dwayne dwight dylan earl ed eddie
edgar eduardo edward edwin eli elijah elliot eric erik ernest ethan eugene evan felix fernando floyd francis
francisco frank franklin fred frederick gabriel garrett gary gavin gene geoff geoffrey george gerald gerard
gilbert glen glenn gordon graham grant greg gregory guy harold harry harvey hassan hector henry herbert herman
howard hugh hugo ian ibrahim igor isaac ivan jack jackson jacob jake james jared jason javier jay jeb jeff
jeffrey jeremy jerome jerry jesse jesus jim jimmy joe joel john johnny jon jonathan jordan jorge jose joseph
josh joshua juan julian justin karl keith ken kenneth kent kevin khalid kirk kurt kyle lance larry lawrence lee
leo leon leonard leroy lewis lindsey lloyd logan lou louis lucas luis luke mahmoud malcolm manuel marc marco
marcus mario mark marshall martin marvin mason matt matthew maurice max melvin michael miguel mike milton mitch
mitchell mitt mohamed mohammed morris muhammad nate nathan nathaniel neil nelson newt nicholas nick nicolas noah
norman oliver omar oscar otto owen patrick paul pedro perry pete peter phil philip phillip pierre rafael ralph
ramon randall randy raul ray raymond reggie reince rex rich richard rick ricky rob robert roberto rodney roger
roland ron ronald ross roy ruben rudolph rudy russ russell ryan salvador sam samuel scott sean sergei seth shaun
shawn sidney simon spencer stanley stephen steve steven stewart stuart ted terrence terry theodore thomas tim
timothy toby todd tom tommy tony travis trent trevor troy tyler vernon victor vince vincent vladimir wallace
walter warren wayne wesley will willard william willie wolf xavier yusuf zachary
"""
_FEMALE = """
abigail ada adriana agnes aisha alexandra alexandria alexis alice alicia alison allison alyssa amanda amber
amelia amy ana andrea angela angelica anita ann anna anne annette annie april arianna arlene ashley audrey
barbara beatrice becky bernice beth betsy betty beverly bonnie brenda bridget brittany brooke camille candace
carla carly carmen carol caroline carolyn carrie catherine cathy cecilia charlene charlotte chelsea cheryl
christina christine cindy claire clara claudia colleen connie constance courtney crystal cynthia daisy dana
danielle dawn deborah debbie debra deena deirdre delores denise diana diane dolores dominique donna dora doris
dorothy edith eileen elaine eleanor elena elise elizabeth ella ellen eloise elsie emily emma erica erin esther
ethel eva evelyn faith fatima felicia fiona florence frances gabriela gabrielle gail gennifer georgia geraldine
gina ginger gladys glenda gloria grace greta gretchen gwen gwendolyn hannah harriet hazel heather heidi helen
hilary hillary holly hope huma ida ilana ines irene iris irma isabel isabella ivanka ivy jackie jacqueline jamie
jan jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn jodi
josephine joy joyce juanita judith judy julia juliana julie june kamala karen karla kate katherine kathleen
kathryn kathy katie katrina kay kayla kelly kellyanne kendra kimberly kirsten kristen kristin kristina laura
lauren laurie leah lena leslie leticia lillian lily linda lindsay lisa lois lora loretta lori lorraine louise
lucia lucille lucy lydia lynn mabel madeleine madison maggie mandy marcia margaret margarita maria mariah marian
marie marilyn marina marissa marjorie marlene marsha martha mary maureen maxine megan megyn melania melanie
melinda melissa mercedes meredith michele michelle mildred mimi miranda miriam molly monica nadia nancy naomi
natalia natalie natasha neera nicole nina nora norma olga olivia pamela pat patricia patsy patti patty paula
pauline peggy penny phoebe phyllis priscilla rachel ramona rebecca regina renee rhonda rita roberta robin rosa
rosalind rose rosemary rosie ruth sabrina sally samantha sandra sara sarah sasha savannah selena serena shannon
sharon sheila shelley sherry shirley silvia simone sofia sonia sonya sophia stacey stacy stella stephanie sue
susan susana susie suzanne sylvia tamara tammy tanya tara teresa tess theresa tiffany tina toni tracy tulsi
ursula valerie vanessa vera veronica vicky victoria viola violet virginia vivian wanda wendy whitney willa
winifred yolanda yvette yvonne zoe
"""
_GIVEN = dict.fromkeys(_MALE.split(), Gender.MALE) | dict.fromkeys(_FEMALE.split(), Gender.FEMALE)


def likely_gender(name: str) -> Gender | None:
    """The gender of most people whose name begins as `name` does; None where that is no common given name."""
    return _GIVEN.get(name.partition(" ")[0].lower())
